using System.Collections.Concurrent;
using Actors.Runtime.Hosting;
using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Turns;
using Actors.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Runtime.Tests.Hosting;

/// <summary>One silo in this process, with a store that a test can trouble. Several on one store make a cluster.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private TestSilo(SiloRuntime runtime, FaultyStore store, Recorder sent, FakeClock clock)
    {
        Runtime = runtime;
        Store = store;
        Sent = sent;
        Clock = clock;
    }

    public SiloRuntime Runtime { get; }

    public FaultyStore Store { get; }

    public Recorder Sent { get; }

    public FakeClock Clock { get; }

    /// <param name="due">Whether reminders and messages are worked off.</param>
    public static async Task<TestSilo> StartAsync(
        TestStore store, FakeClock? clock = null, Recorder? sent = null, bool due = true, RuntimeOptions? options = null)
    {
        clock ??= new FakeClock();
        sent ??= new Recorder();
        FaultyStore? faulty = null;
        var runtime = await SiloRuntime.OpenAsync(
            new SiloSettings
            {
                Postgres = store.Postgres,
                DataDirectory = store.Directory,
                Time = clock,
                Runtime = options ?? new RuntimeOptions { PollInterval = TimeSpan.FromMilliseconds(20) },
                WrapStore = inner => faulty = new FaultyStore(inner),
            },
            NullLoggerFactory.Instance);
        runtime.Types.Add<ICounterGrain, Counter, CounterCommand, CounterEvent, CounterView>(new CounterModel(), host => new CounterGrain(host));
        if (due)
        {
            await runtime.StartAsync([sent]);
        }

        return new TestSilo(runtime, faulty!, sent, clock);
    }

    public ICounterGrain Counter(string key) => Runtime.Grains.Get<ICounterGrain>(key);

    public Request Ask(string? key = null, string body = "", long? version = null) =>
        new("test", Clock.GetUtcNow()) { Key = key, Fingerprint = body, ExpectedVersion = version, RequestId = "req_test" };

    public async Task<Reply<CounterView>.Done> Do(string counter, CounterCommand command, string? key = null, string body = "") =>
        (await Counter(counter).Execute(command, Ask(key, body))).ShouldBeOfType<Reply<CounterView>.Done>();

    public async Task<long> Total(string counter) => (await Counter(counter).Read())?.Value.Total ?? 0;

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();
}

/// <summary>Takes messages of the kind <c>test</c>, and lets a test wait for them.</summary>
internal sealed class Recorder : IDispatcher
{
    private readonly ConcurrentQueue<OutboxMessage> _messages = [];
    private readonly SemaphoreSlim _arrived = new(0);

    public string Kind => "test";

    /// <summary>What the receiver answers; delivered when nothing else is said.</summary>
    public Func<OutboxMessage, Task<DispatchResult>> Answer { get; set; } =
        _ => Task.FromResult<DispatchResult>(new DispatchResult.Delivered(Detail("delivered")));

    public IReadOnlyList<OutboxMessage> Messages => [.. _messages];

    public static AttemptDetail Detail(string outcome) => new(outcome, 200, TimeSpan.FromMilliseconds(3), "test:", "");

    public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
    {
        _messages.Enqueue(message);
        _arrived.Release();
        return await Answer(message);
    }

    /// <summary>Returns when so many more messages were sent.</summary>
    public async Task Arrived(int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await _arrived.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue($"message {i + 1} of {count} was not sent");
        }
    }
}
