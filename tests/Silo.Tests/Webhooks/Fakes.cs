using System.Collections.Concurrent;
using System.Security.Cryptography;
using Actors.Webhooks;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Webhooks;

/// <summary>Endpoints without a runtime behind them.</summary>
internal sealed class FakeGrains : IGrains
{
    public ConcurrentDictionary<string, WebhookEndpointView> Endpoints { get; } = new();

    public TGrain Get<TGrain>(string key)
        where TGrain : IGrain => (TGrain)(object)new EndpointGrain(this, key);

    public Task<Page<TView>> List<TView>(ListQuery query, CancellationToken cancellationToken = default)
        where TView : class => throw new NotSupportedException();

    public Task<IReadOnlyList<JournalEntry>> History(GrainId grain, long after, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<AttemptEntry>> Attempts(string subject, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task WaitForChange(GrainId grain, long version, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    private sealed class EndpointGrain(FakeGrains grains, string key) : IWebhookEndpointGrain
    {
        public Task<Reply<WebhookEndpointView>> Execute(WebhookEndpointCommand command, Request request) => throw new NotSupportedException();

        public Task<Snapshot<WebhookEndpointView>?> Read(CancellationToken cancellationToken = default) => Task.FromResult(
            grains.Endpoints.TryGetValue(key, out var view) ? new Snapshot<WebhookEndpointView>(view, 1, default, default) : null);
    }
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
