using Actors.Bench.Stopwatch.Engine;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Durable turns a second: state, journal row and outbox row each, acknowledged after the commit.</summary>
internal sealed class TurnsRow(string name, bool postgres, int callers) : Row
{
    /// <summary>How many grains the callers go round.</summary>
    public const int Grains = 10_000;

    public override string Name => name;

    public override string Title => $"durable turns/s on {Store}, {callers} callers, against one transaction each";

    private string Store => postgres ? "PostgreSQL" : "SQLite";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        var grains = scale.Of(Grains, callers);
        Duel duel;
        if (postgres)
        {
            await using var store = BenchStore.OnPostgres();
            await using var ours = await BenchSilo.OpenAsync(store);
            await using var theirs = await OneByOneStore.OpenAsync(store, callers);
            duel = await Duel.RunAsync(scale, time => RunAsync(theirs, "b", callers, grains, time), time => RunAsync(ours, "s", callers, grains, time));
        }
        else
        {
            // One process holds an embedded file: each has its own.
            await using var store = BenchStore.OnSqlite();
            await using var other = BenchStore.OnSqlite();
            await using var ours = await BenchSilo.OpenAsync(store);
            await using var theirs = await OneByOneStore.OpenAsync(other, callers);
            duel = await Duel.RunAsync(scale, time => RunAsync(theirs, "b", callers, grains, time), time => RunAsync(ours, "s", callers, grains, time));
        }

        return [Line.Of(name, $"durable turns/s, {Store}, {callers} callers, {grains:N0} grains", duel, Goals(duel))];
    }

    /// <summary>Callers go round the grains, each from a place of its own.</summary>
    public static Task<Figures> RunAsync(BenchSilo silo, string prefix, int callers, int grains, TimeSpan time)
    {
        var stride = grains / callers;
        return Load.RunAsync(callers, time, (caller, n) => silo.TurnAsync(BenchSilo.Key(prefix, ((caller * stride) + n) % grains)));
    }

    private Goal[] Goals(Duel duel) => (postgres, callers) switch
    {
        (true, 64) => [new Goal(duel.Subject.Rate, 20_000, "/s"), new Goal(duel.Subject.P99, 12, " ms p99", true), new Goal(duel.Ratio, 4, "×")],
        (true, _) => [new Goal(duel.Subject.Rate, 35_000, "/s"), new Goal(duel.Subject.P99, 45, " ms p99", true), new Goal(duel.Ratio, 4, "×")],
        _ => [new Goal(duel.Subject.Rate, 25_000, "/s")],
    };
}
