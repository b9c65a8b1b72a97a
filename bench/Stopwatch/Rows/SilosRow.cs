using Actors.Bench.Stopwatch.Engine;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>The same load on one, two and three silos of one store, with a balancer that does not know who asks for what.</summary>
internal sealed class SilosRow : Row
{
    private const int Callers = 64;

    public override string Name => "silos";

    public override string Title => "turns/s with 2 and 3 silos on one PostgreSQL and one machine, against 1";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var store = BenchStore.OnPostgres();
        await using var first = await BenchSilo.OpenAsync(store);
        await using var second = await BenchSilo.OpenAsync(store);
        await using var third = await BenchSilo.OpenAsync(store);
        var grains = scale.Of(TurnsRow.Grains, Callers);
        List<Line> lines = [];
        foreach (BenchSilo[] silos in new[] { new[] { first, second }, [first, second, third] })
        {
            var duel = await Duel.RunAsync(
                scale, time => RunAsync([first], "a", grains, time), time => RunAsync(silos, "m", grains, time));
            lines.Add(Line.Of(
                Name,
                $"turns/s with {silos.Length} silos, {Callers} callers, any silo for any grain; baseline: 1 silo",
                duel,
                new Goal(duel.Ratio, 0.8, "×")));
        }

        return lines;
    }

    /// <summary>Callers go round all grains, each on a silo of its own choice: a grain meets every silo.</summary>
    private static Task<Figures> RunAsync(BenchSilo[] silos, string prefix, int grains, TimeSpan time)
    {
        var stride = grains / Callers;
        return Load.RunAsync(
            Callers, time, (caller, n) => silos[caller % silos.Length].TurnAsync(BenchSilo.Key(prefix, ((caller * stride) + n) % grains)));
    }
}
