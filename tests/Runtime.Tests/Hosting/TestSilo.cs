using Actors.Runtime.Hosting;
using Actors.Runtime.Storage;
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
    /// <param name="machine">A machine whose clock counts, as in production, and not the one that the test moves.</param>
    public static async Task<TestSilo> StartAsync(
        TestStore store, FakeClock? clock = null, Recorder? sent = null, bool due = true, RuntimeOptions? options = null, TimeProvider? machine = null)
    {
        clock ??= new FakeClock();
        sent ??= new Recorder();
        FaultyStore? faulty = null;
        var runtime = await SiloRuntime.OpenAsync(
            new SiloSettings
            {
                Postgres = store.Postgres,
                DataDirectory = store.Directory,
                Time = machine is null ? clock : null,
                Machine = machine ?? TimeProvider.System,
                Runtime = options ?? new RuntimeOptions { PollInterval = TimeSpan.FromMilliseconds(20) },
                WrapStore = inner => faulty = new FaultyStore(inner),
            },
            NullLoggerFactory.Instance);
        runtime.Types.Add<ICounterGrain, Counter, CounterCommand, CounterEvent, CounterView>(new CounterModel(), host => new CounterGrain(host));
        var silo = new TestSilo(runtime, faulty!, sent, clock);
        if (due)
        {
            await silo.StartDueAsync();
        }

        return silo;
    }

    /// <summary>Begins to work off reminders and messages.</summary>
    public Task StartDueAsync() => Runtime.StartAsync([Sent]);

    public ICounterGrain Counter(string key) => Runtime.Grains.Get<ICounterGrain>(key);

    public Request Ask(string? key = null, string body = "", long? version = null) =>
        new("test", Clock.GetUtcNow()) { Key = key, Fingerprint = body, ExpectedVersion = version, RequestId = "req_test" };

    public async Task<Reply<CounterView>.Done> Do(string counter, CounterCommand command, string? key = null, string body = "") =>
        (await Counter(counter).Execute(command, Ask(key, body))).ShouldBeOfType<Reply<CounterView>.Done>();

    public async Task<long> Total(string counter) => (await Counter(counter).Read())?.Value.Total ?? 0;

    /// <summary>A turn that must not be refused, without waiting for its answer.</summary>
    public Task<Reply<CounterView>> Begin(string counter, CounterCommand command, string? key = null) =>
        Counter(counter).Execute(command, Ask(key));

    public async Task<IReadOnlyDictionary<string, string>> Notes(string counter) =>
        (await Counter(counter).Read())?.Value.Notes ?? new Dictionary<string, string>();

    public Task<IReadOnlyList<JournalEntry>> History(string counter) =>
        Runtime.Grains.History(new GrainId(CounterModel.TypeName, counter), 0, 10_000);

    /// <summary>Returns when the counter has moved past a version.</summary>
    public async Task Changed(string counter, long version)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await Runtime.Grains.WaitForChange(new GrainId(CounterModel.TypeName, counter), version, tooLong.Token);

            // The row may be seen on the embedded store a moment before its turn is answered and can be read.
            while (((await Counter(counter).Read(tooLong.Token))?.Version ?? 0) <= version)
            {
                await Task.Yield();
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"counter/{counter} did not move past version {version} within 60 seconds");
        }
    }

    /// <summary>Returns when the counter's state is as expected; looks after each of its turns.</summary>
    public async Task Until(string counter, Func<CounterView, bool> expected)
    {
        for (long version = 0; ;)
        {
            await Changed(counter, version);
            var now = (await Counter(counter).Read())!;
            if (expected(now.Value))
            {
                return;
            }

            version = now.Version;
        }
    }

    /// <summary>Returns when so many rows of a table meet a condition: for what no turn and no message tells.</summary>
    public async Task Rows(string table, string where, long count, int seconds = 60)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (await Count(table, where) is var found && found != count)
        {
            tooLong.IsCancellationRequested.ShouldBeFalse($"after {seconds} seconds {table} has {found} rows with {where}, not {count}");
            await Task.Yield();
        }
    }

    /// <summary>What rang, in order.</summary>
    public async Task<List<string>> Rung(string counter) =>
    [
        .. (await Notes(counter)).Where(note => !note.Key.StartsWith("alarm:", StringComparison.Ordinal))
            .OrderBy(note => int.Parse(note.Key.Split(':')[0])).Select(note => note.Value),
    ];

    /// <summary>How many rows of a table meet a condition.</summary>
    public async Task<long> Count(string table, string where = "1 = 1") =>
        (await Query($"SELECT count(*) FROM {table} WHERE {where}", reader => reader.GetInt64(0)))[0];

    public Task<List<T>> Query<T>(string sql, Func<System.Data.Common.DbDataReader, T> map) =>
        Runtime.Store.Database.QueryAsync(sql, [], map, CancellationToken.None);

    /// <summary>Changes the store behind the runtime's back.</summary>
    public Task<int> Tamper(string sql, params (string, object?)[] parameters) =>
        Runtime.Store.Database.WriteAsync(
            (connection, transaction) => Commands.ExecuteAsync(connection, transaction, sql, parameters, CancellationToken.None), CancellationToken.None);

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();
}
