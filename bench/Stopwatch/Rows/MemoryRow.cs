using System.Globalization;
using System.Text.Json;
using Actors.Bench.Stopwatch.Engine;
using Actors.Runtime.Turns;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>What an idle grain costs in memory above its state, and that memory does not grow with the number of grains.</summary>
internal sealed class MemoryRow : Row
{
    private const int Callers = 64;
    private const int Idle = 100_000;
    private const int Stored = 1_000_000;
    private const int Active = 10_000;
    private const int Limit = 20_000;

    public override string Name => "memory";

    public override string Title => "memory of 100,000 idle activations, and of 1,000,000 grains of which 10,000 are active";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        await using (await BenchSilo.OpenAsync(store))
        {
            await Seed.GrainsAsync(store, scale.Of(Stored, 1000));
        }

        return [await IdleAsync(store, scale.Of(Idle, 500)), await BoundAsync(store, scale)];
    }

    private async Task<Line> IdleAsync(BenchStore store, int idle)
    {
        await using var silo = await BenchSilo.OpenAsync(store, new RuntimeOptions { MaxActivations = Idle * 2 });
        await TouchAsync(silo, 0, Math.Min(100, idle));
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        await TouchAsync(silo, 0, idle);
        var full = GC.GetTotalMemory(forceFullCollection: true);
        var state = StateBytes();
        var each = ((double)(full - empty) / idle) - state;
        return new Line(
            Name,
            $"memory of {silo.Runtime.Activations:N0} idle activations",
            string.Create(CultureInfo.InvariantCulture, $"{each:N0} bytes each above its state of {state:N0} bytes"),
            "–",
            [new Goal(each, 2048, " bytes", AtMost: true)]);
    }

    private async Task<Line> BoundAsync(BenchStore store, Scale scale)
    {
        var (stored, active, limit) = (scale.Of(Stored, 1000), scale.Of(Active, 50), scale.Of(Limit, 100));
        await using var silo = await BenchSilo.OpenAsync(store, new RuntimeOptions { MaxActivations = limit });
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        for (var from = 0; from < stored; from += stored / 10)
        {
            // All of them once, and between them those that are in use.
            await TouchAsync(silo, from, from + (stored / 10));
            await TouchAsync(silo, 0, active);
        }

        var held = (GC.GetTotalMemory(forceFullCollection: true) - empty) / (1024.0 * 1024);
        return new Line(
            Name,
            $"{stored:N0} grains each asked once, {active:N0} of them again and again; at most {limit:N0} are kept (configured)",
            string.Create(CultureInfo.InvariantCulture, $"{silo.Runtime.Activations:N0} in memory, {held:0.#} MiB"),
            "–",
            [new Goal(silo.Runtime.Activations, limit * 1.01, " in memory", AtMost: true)]);
    }

    private static Task TouchAsync(BenchSilo silo, int from, int to) => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
    {
        for (var n = from + caller; n < to; n += Callers)
        {
            await silo.ReadAsync(BenchSilo.Key("g", n));
        }
    })));

    /// <summary>The state alone, as it comes from the store.</summary>
    private static double StateBytes()
    {
        const int Count = 10_000;
        var text = JsonSerializer.Serialize(new Tally("owner-1", 1, Tally.Text), TallyJsonContext.Default.Tally);
        var states = new Tally[Count];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Count; i++)
        {
            states[i] = JsonSerializer.Deserialize(text, TallyJsonContext.Default.Tally)!;
        }

        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        GC.KeepAlive(states);
        return bytes;
    }
}
