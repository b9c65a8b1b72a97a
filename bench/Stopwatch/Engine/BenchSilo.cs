using System.Globalization;
using Actors.Runtime.Hosting;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>The turn engine without its HTTP edge, with the grain that is measured.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private BenchSilo(SiloRuntime runtime) => Runtime = runtime;

    public SiloRuntime Runtime { get; }

    /// <param name="wrap">Stands between the engine and its store.</param>
    public static async Task<BenchSilo> OpenAsync(BenchStore store, RuntimeOptions? options = null, Func<ITurnStore, ITurnStore>? wrap = null)
    {
        var runtime = await SiloRuntime.OpenAsync(
            new SiloSettings
            {
                Postgres = store.Postgres,
                DataDirectory = store.Directory,
                Runtime = options ?? new RuntimeOptions(),
                WrapStore = wrap ?? (inner => inner),
            },
            NullLoggerFactory.Instance);
        runtime.Types.Add<ITallyGrain, Tally, TallyCommand, TallyEvent, TallyView>(new TallyModel(), host => new TallyGrain(host));
        return new BenchSilo(runtime);
    }

    /// <summary>One durable turn: state, journal row and outbox row. Returns after the commit.</summary>
    public async Task TurnAsync(string key)
    {
        var reply = await Runtime.Grains.Get<ITallyGrain>(key).Execute(
            new TallyCommand("bench", Sends: true), new Request("bench", TimeProvider.System.GetUtcNow()) { RequestId = "req_bench" });
        if (reply is not Reply<TallyView>.Done)
        {
            throw new InvalidOperationException($"The turn of {key} was refused: {reply}");
        }
    }

    /// <summary>The state now, never older than the last acknowledged turn on any silo.</summary>
    public async Task ReadAsync(string key)
    {
        if (await Runtime.Grains.Get<ITallyGrain>(key).Read() is null)
        {
            throw new InvalidOperationException($"{key} was not found.");
        }
    }

    /// <summary>The n-th key with a prefix.</summary>
    public static string Key(string prefix, long n) => prefix + n.ToString(CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();
}
