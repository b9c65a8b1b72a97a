using System.Globalization;
using Actors.Bench.Stopwatch.Engine;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>The same work in a small store and in large ones: ten thousand grains are used, however many are stored.</summary>
internal sealed class GrowthRow : Row
{
    private const int Small = 10_000;
    private const int Callers = 64;
    private const int Readers = 4;

    public override string Name => "growth";

    public override string Title => "turns/s and list latency at 1,000,000 grains (--long: 10,000,000) against 10,000";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        await using var small = BenchStore.OnPostgres();
        await using var smallSilo = await BenchSilo.OpenAsync(small);
        await Seed.GrainsAsync(small, scale.Of(Small, Callers));
        List<Line> lines = [];
        await using var large = BenchStore.OnPostgres();
        await using var largeSilo = await BenchSilo.OpenAsync(large);
        long stored = 0;
        foreach (var size in scale.Long ? new[] { 1_000_000, 10_000_000 } : [1_000_000])
        {
            await Seed.GrainsAsync(large, scale.Of(size, Callers), stored);
            stored = scale.Of(size, Callers);
            lines.AddRange(await MeasureAsync(scale, smallSilo, largeSilo, scale.Of(Small, Callers), stored));
        }

        return lines;
    }

    private async Task<Line[]> MeasureAsync(Scale scale, BenchSilo small, BenchSilo large, int active, long stored)
    {
        var turns = await Duel.RunAsync(
            scale, time => TurnsAsync(small, active, active, time), time => TurnsAsync(large, active, stored, time));
        var lists = await Duel.RunAsync(scale, time => ListsAsync(small, active, time), time => ListsAsync(large, active, time));
        return
        [
            Line.Of(Name, $"turns/s on {active:N0} of {stored:N0} grains, {Callers} callers; baseline: {active:N0} of {active:N0}", turns, new Goal(turns.Ratio, 0.8, "×")),
            Line.Of(
                Name,
                $"first page of an owner's list among {stored:N0} grains, {Readers} readers; baseline: among {active:N0}",
                lists,
                new Goal(lists.Baseline.P50 > 0 ? lists.Subject.P50 / lists.Baseline.P50 : 0, 1.2, "× its p50", AtMost: true)),
        ];
    }

    /// <summary>Those in use lie spread over all that are stored.</summary>
    private static Task<Figures> TurnsAsync(BenchSilo silo, int active, long stored, TimeSpan time)
    {
        var (stride, apart) = (active / Callers, stored / active);
        return Load.RunAsync(Callers, time, (caller, n) => silo.TurnAsync(BenchSilo.Key("g", ((caller * stride) + n) % active * apart)));
    }

    private static Task<Figures> ListsAsync(BenchSilo silo, int active, TimeSpan time) => Load.RunAsync(Readers, time, async (caller, n) =>
    {
        var owner = Seed.Owner(((caller * 131) + n) % active);
        var page = await silo.Runtime.Grains.List<TallyView>(new ListQuery(DataEnvironment.Production) { Owner = owner });
        if (page.Items.Count == 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{owner} has nothing."));
        }
    });
}
