using Actors.Bench.Stopwatch.Engine;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>All callers at one grain: what waits for it goes into its next commit together.</summary>
internal sealed class HotGrainRow : Row
{
    private const int Callers = 64;

    public override string Name => "hot";

    public override string Title => $"turns/s of one grain on PostgreSQL, {Callers} callers, against one commit after another";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        await using var silo = await BenchSilo.OpenAsync(store);

        // One caller waits for each commit before the next: 1 / latency, the bound of whoever commits turn by turn.
        var duel = await Duel.RunAsync(
            scale,
            time => Load.RunAsync(1, time, (_, _) => silo.TurnAsync("lone")),
            time => Load.RunAsync(Callers, time, (_, _) => silo.TurnAsync("hot")));
        return [Line.Of(Name, $"turns/s of one hot grain, {Callers} callers; baseline: 1 / commit latency", duel, new Goal(duel.Ratio, 20, "×"))];
    }
}
