using System.Security.Cryptography;
using Actors.Runtime.Activations;
using Actors.Runtime.Calls;
using Actors.Runtime.Clocks;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Due;
using Actors.Runtime.Keys;
using Actors.Runtime.Parked;
using Actors.Runtime.Storage;
using Actors.Runtime.Storage.Sqlite;
using Actors.Runtime.Turns;
using Actors.Runtime.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Hosting;

/// <summary>
/// One silo without its HTTP edge: opened (schema, keys, grain types), started (due work), stopped. Several may live in
/// one process, as in tests.
/// </summary>
public sealed class SiloRuntime : IAsyncDisposable
{
    private readonly OpenedStore _store;
    private readonly SiloSettings _settings;
    private readonly RuntimeMetrics _metrics;
    private readonly Admission _admission;
    private readonly Catalog _catalog;
    private readonly Loader _loader;
    private readonly Committer _committer;
    private readonly GrainRegistry _registry;
    private readonly CallLog _calls;
    private readonly Census _census = new();
    private readonly TurnSignals _signals = new();
    private readonly ILoggerFactory _loggers;
    private DueWork? _due;
    private SiloLife? _life;
    private bool _stopped;

    private SiloRuntime(OpenedStore store, KeyRing keys, SiloSettings settings, RuntimeMetrics metrics, ILoggerFactory loggers)
    {
        var options = settings.Runtime;
        _store = store;
        _settings = settings;
        _metrics = metrics;
        _loggers = loggers;
        _admission = new Admission(options, metrics);
        _catalog = new Catalog(options.MaxActivations);
        _loader = new Loader(store.Turns, options);
        _committer = new Committer(store.Turns, options, metrics, loggers.CreateLogger<Committer>());
        _registry = new GrainRegistry(
            _catalog,
            _admission,
            commands => new TurnServices(
                store.Turns, _loader, _committer, options, metrics, _signals, commands,
                static () => RandomNumberGenerator.GetBytes(16), new Backoff(() => _committer.Pace), loggers.CreateLogger("Actors.Turns")));
        _registry.Add<IClockGrain, SandboxClock, ClockCommand, ClockEvent, ClockView>(new ClockModel(), host => new ClockGrain(host));
        _registry.Add<IParkedMessageGrain, ParkedDecision, ParkedMessageCommand, ParkedEvent, ParkedMessageView>(
            new ParkedModel(), host => new ParkedMessageGrain(host));
        _calls = new CallLog(store.Database, store.Turns.Classify, options, metrics, loggers.CreateLogger<CallLog>());
        Parked = new ParkedMessages(store.Database);
        Grains = new Activations.Grains(_registry, store.Lists, store.Journal, _loader, store.Turns, _signals);
        Time = settings.Time ?? store.Clock;
        Clocks = new Clocks.Clocks(Time, Grains);
        Ids = new Ids(Time, keys);
        Vault = keys;
        metrics.Observe("actors.activations", "{grain}", "Activations in memory", () => _catalog.Count);
        metrics.Observe("actors.clock.ahead", "ms", "How far the machine's clock is ahead of the database's", () => (long)store.Clock.MachineAhead.TotalMilliseconds);
        metrics.Observe("actors.turns.inside", "{turn}", "Turns under way", () => _admission.Inside);
    }

    public IGrains Grains { get; }

    /// <summary>What time it is for all that this silo does. Silos on one database agree on it.</summary>
    public TimeProvider Time { get; }

    public IClocks Clocks { get; }

    public IParkedMessages Parked { get; }

    public ICallLog Calls => _calls;

    public ISilos Silos => _census;

    public IIds Ids { get; }

    /// <summary>What grains logged, and how its delivery went.</summary>
    public IEventLog Events => _store.Events;

    public IVault Vault { get; }

    /// <summary>Where grain types are registered, before <see cref="StartAsync"/>.</summary>
    public IGrainTypes Types => _registry;

    /// <summary>Whether due work is being done and calls are taken.</summary>
    public bool IsReady => _due is not null && !_stopped;

    /// <summary>Whether several silos may share the store.</summary>
    public bool IsShared => _store.Turns.IsShared;

    internal TurnSignals Signals => _signals;

    /// <summary>How many grains are in memory.</summary>
    internal int Activations => _catalog.Count;

    /// <summary>Drops the activations that were not used since the last sweep.</summary>
    internal void Sweep() => _catalog.Sweep();

    internal OpenedStore Store => _store;

    internal DueWork? Due => _due;

    /// <summary>Opens the store, brings its schema up to date and finds the keys. Fails with a message that says what to do.</summary>
    public static async Task<SiloRuntime> OpenAsync(SiloSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(loggers);
        var store = await OpenedStore.OpenAsync(settings, loggers, cancellationToken);
        try
        {
            var keys = await new MasterKey(store.Silos, loggers.CreateLogger<MasterKey>())
                .LoadAsync(settings.MasterKey, store.KeyFile, cancellationToken);
            return new SiloRuntime(store, keys, settings, new RuntimeMetrics(), loggers);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts reminders, messages and the heartbeat.</summary>
    /// <param name="dispatchers">One for each kind of message to the world outside.</param>
    public async Task StartAsync(IEnumerable<IDispatcher> dispatchers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dispatchers);
        try
        {
            await FirstWritesAsync(cancellationToken);
        }
        catch (SqliteException error)
        {
            // It was opened, and there is no room for more.
            throw new SiloStartException(SqliteDatabase.CannotWrite(_settings.DataDirectory, error), error);
        }

        _due = new DueWork(_store, _registry, _signals, Clocks, Time, _settings.Runtime, _metrics, dispatchers, _loggers);
        _due.Start();
    }

    private async Task FirstWritesAsync(CancellationToken cancellationToken)
    {
        if (!IsShared)
        {
            // The file's lock says that nobody else runs: what a dead process had claimed is free at once.
            await _store.Silos.ReleaseClaimsAsync(cancellationToken);
        }

        _life = new SiloLife(_store, Time, _calls, _census, _settings, Ids.New("silo"), _catalog.Sweep, _loggers.CreateLogger<SiloLife>());
        await _life.StartAsync(cancellationToken);
    }

    /// <summary>Asks the store for something, to see that it answers.</summary>
    /// <exception cref="StoreUnavailableException">It does not.</exception>
    public Task PingAsync(CancellationToken cancellationToken = default) =>
        _loader.LoadAsync(new LoadRequest(new GrainId("clock", "ping"), -1)).WaitAsync(cancellationToken);

    /// <summary>Checks every journal against its hashes and its state.</summary>
    /// <returns>What is wrong, named by grain and version; nothing when all is well.</returns>
    public IAsyncEnumerable<JournalProblem> VerifyAsync(VerifyCounts? counts = null, CancellationToken cancellationToken = default) =>
        new JournalVerifier(_store.Database, _registry).VerifyAsync(counts ?? new VerifyCounts(), cancellationToken);

    /// <summary>
    /// Ends gracefully: no new due work, calls under way are answered, nothing new is taken. What is not done within
    /// the token's time is lost to nobody: it is on disk or was never acknowledged.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        try
        {
            if (_due is not null)
            {
                await _due.StopAsync(cancellationToken);
            }

            await _admission.CloseAsync().WaitAsync(cancellationToken);
            await _calls.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Out of time: the rest is in the store, and other silos or the next start take it up.
        }

        if (_life is not null)
        {
            await _life.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await StopAsync(soon.Token);
        await (_due?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _calls.DisposeAsync();
        await _committer.DisposeAsync();
        await _loader.DisposeAsync();
        await _store.DisposeAsync();
        _metrics.Dispose();
    }
}
