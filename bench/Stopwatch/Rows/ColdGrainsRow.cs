using Actors.Bench.Stopwatch.Engine;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Grains that are stored and not in memory: load, decide, commit.</summary>
internal sealed class ColdGrainsRow : Row
{
    private const int Callers = 256;
    private const int Grains = 600_000;

    private long _next;

    public override string Name => "cold";

    public override string Title => $"cold grains/s on PostgreSQL, {Callers} callers: load an existing one, one turn";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        await using var silo = await BenchSilo.OpenAsync(store);
        var grains = scale.Of(Grains);
        await Seed.GrainsAsync(store, grains);

        // Each is asked once; should they be used up, the first have left the memory long ago.
        var figures = await Duel.AloneAsync(
            scale, time => Load.RunAsync(Callers, time, (_, _) => silo.TurnAsync(BenchSilo.Key("g", Interlocked.Increment(ref _next) % grains))));
        return [Line.Of(Name, $"cold grains/s (load, one turn), {Callers} callers, {grains:N0} grains stored", figures, new Goal(figures.Rate, 10_000, "/s"))];
    }
}
