using System.Globalization;
using Actors.Bench.Stopwatch.Engine;
using Watch = System.Diagnostics.Stopwatch;

namespace Actors.Bench.Stopwatch.Rows;

/// <summary>Reminders that fire, each with its turn: how many a second, and how late at a steady pace.</summary>
internal sealed class RemindersRow : Row
{
    private const int Backlog = 50_000;
    private const int Paced = 20_000;
    private const double Apart = 1;

    public override string Name => "reminders";

    public override string Title => "reminders fired/s, each with its turn; how late at 1,000/s";

    public override async Task<IReadOnlyList<Line>> RunAsync(Scale scale)
    {
        List<double> rates = [];
        for (var round = 0; round < Math.Min(3, scale.Rounds); round++)
        {
            rates.Add(await FireBacklogAsync(scale.Of(Backlog, 200)));
        }

        var rate = Figures.Median(rates);
        var late = await FireAtPaceAsync(scale.Of(Paced, 200));
        var (p50, p99) = (late[late.Length / 2], late[(int)(late.Length * 0.99)]);
        return
        [
            new Line(Name, $"reminders fired/s, {scale.Of(Backlog, 200):N0} past due at start", Goal.Text(rate) + "/s", "–", [new Goal(rate, 5_000, "/s")]),
            new Line(
                Name,
                "lateness at 1,000/s, from due to committed",
                string.Create(CultureInfo.InvariantCulture, $"p50 {p50:0} ms, p99 {p99:0} ms, worst {late[^1]:0} ms"),
                "–",
                [new Goal(p99, 250, " ms p99", AtMost: true)]),
        ];
    }

    private static async Task<double> FireBacklogAsync(int count)
    {
        FiringStore? fired = null;
        await using var store = BenchStore.OnPostgres();
        await using var silo = await BenchSilo.OpenAsync(store, wrap: inner => fired = new FiringStore(inner, count));
        await Seed.GrainsAsync(store, count);
        await Seed.RemindersAsync(store, count, TimeProvider.System.GetUtcNow().AddHours(-1), Apart);
        var started = Watch.GetTimestamp();
        await silo.Runtime.StartAsync([]);
        await fired!.All.WaitAsync(TimeSpan.FromMinutes(3));
        return count / Watch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double[]> FireAtPaceAsync(int count)
    {
        FiringStore? fired = null;
        await using var store = BenchStore.OnPostgres();
        await using var silo = await BenchSilo.OpenAsync(store, wrap: inner => fired = new FiringStore(inner, count));
        await Seed.GrainsAsync(store, count);
        await Seed.RemindersAsync(store, count, TimeProvider.System.GetUtcNow().AddSeconds(2), Apart);
        await silo.Runtime.StartAsync([]);
        await fired!.All.WaitAsync(TimeSpan.FromMinutes(3));
        return [.. fired.Lateness.Order()];
    }
}
