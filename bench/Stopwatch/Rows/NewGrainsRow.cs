using Actors.Bench.Stopwatch.Engine;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Grains that never were: load (nothing there), decide, first commit.</summary>
internal sealed class NewGrainsRow : Row
{
    private const int Callers = 256;

    private long _next;

    public override string Name => "new";

    public override string Title => $"new grains/s on PostgreSQL, {Callers} callers, against one transaction each";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        await using var ours = await BenchSilo.OpenAsync(store);
        await using var theirs = await OneByOneStore.OpenAsync(store, Callers);
        var duel = await Duel.RunAsync(scale, time => RunAsync(theirs, "b", time), time => RunAsync(ours, "s", time));
        return [Line.Of(Name, $"new grains/s (load, decide, first commit), {Callers} callers", duel, new Goal(duel.Subject.Rate, 15_000, "/s"))];
    }

    private Task<Figures> RunAsync(BenchSilo silo, string prefix, TimeSpan time) =>
        Load.RunAsync(Callers, time, (_, _) => silo.TurnAsync(BenchSilo.Key(prefix, Interlocked.Increment(ref _next))));
}
