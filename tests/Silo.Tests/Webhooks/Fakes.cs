using System.Collections.Concurrent;
using System.Security.Cryptography;
using Actors.Webhooks;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Webhooks;

/// <summary>Endpoints without a runtime behind them.</summary>
internal sealed class FakeGrains : IGrains
{
    /// <summary>By destination; in these tests a feed has one endpoint, without a name.</summary>
    public ConcurrentDictionary<string, EndpointView> Endpoints { get; } = new();

    public TGrain Get<TGrain>(string key)
        where TGrain : IGrain => (TGrain)(object)new Feed(this, key);

    public Task<Page<TView>> List<TView>(ListQuery query, CancellationToken cancellationToken = default)
        where TView : class => throw new NotSupportedException();

    public Task<IReadOnlyList<JournalEntry>> History(GrainId grain, long after, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<AttemptEntry>> Attempts(string subject, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task WaitForChange(GrainId grain, long version, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>The last sequence of every log.</summary>
    public long Sequence { get; init; }

    /// <summary>What feeds were asked, in order.</summary>
    public ConcurrentQueue<FeedCommand> Asked { get; } = [];

    private sealed class Feed(FakeGrains grains, string key) : IFeedGrain
    {
        public async Task<Reply<FeedView>> Execute(FeedCommand command, Request request)
        {
            grains.Asked.Enqueue(command);
            return new Reply<FeedView>.Done((await Read())!, default, true, false);
        }

        public Task<Snapshot<FeedView>?> Read(CancellationToken cancellationToken = default) => Task.FromResult(
            grains.Endpoints.TryGetValue(key, out var endpoint)
                ? new Snapshot<FeedView>(new FeedView(key, DataEnvironment.Sandbox, grains.Sequence, [endpoint]), 1, default, default)
                : null);
    }
}

/// <summary>A log that keeps these events, and no attempts.</summary>
internal sealed class KeptEvents(params LoggedEvent[] kept) : IEventLog
{
    public Task<IReadOnlyList<LoggedEvent>> Read(EventQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<LoggedEvent>>([.. kept.Where(logged => logged.Sequence > query.After).Take(query.Limit)]);

    public Task<LoggedEvent?> Find(string log, string id, CancellationToken cancellationToken = default) => Task.FromResult<LoggedEvent?>(null);

    public Task<long> Count(EventQuery query, CancellationToken cancellationToken = default) => Task.FromResult(0L);

    public Task<IReadOnlyDictionary<string, Arrival>> Arrivals(
        string kind, string destination, IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyDictionary<string, Arrival>>(new Dictionary<string, Arrival>());

    public Task<AttemptPage> Search(AttemptQuery query, CancellationToken cancellationToken = default) => Task.FromResult(new AttemptPage([], null));

    public Task<IReadOnlyList<AttemptEntry>> Attempts(AttemptQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<AttemptEntry>>([]);

    public Task<DestinationHealth?> Health(string kind, string destination, CancellationToken cancellationToken = default) =>
        Task.FromResult<DestinationHealth?>(null);
}

/// <summary>Seals by writing the purpose in front.</summary>
internal sealed class FakeVault : IVault
{
    public string Seal(string purpose, string secret) => $"{purpose}|{secret}";

    public string Open(string purpose, string @sealed) => @sealed.StartsWith(purpose + "|", StringComparison.Ordinal)
        ? @sealed[(purpose.Length + 1)..]
        : throw new CryptographicException("Sealed for another purpose.");

    public string Code(string purpose, string text) => throw new NotSupportedException();
}

/// <summary>Real timestamps for durations, a set time for everything else.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>Chance that always falls the same way.</summary>
internal sealed class SetRandom(double value) : Random(Seed: 0)
{
    public override double NextDouble() => value;
}

/// <summary>Every line that was logged, at every level.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
