namespace Actors.Bench.Stopwatch;

/// <summary>What one run gave, or the medians of several.</summary>
/// <param name="Rate">Done a second.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">99 of 100 were faster, in milliseconds.</param>
internal readonly record struct Figures(double Rate, double P50, double P99)
{
    /// <param name="ticks">Latencies in stopwatch ticks.</param>
    public static Figures Of(long[] ticks, TimeSpan elapsed)
    {
        if (ticks.Length == 0)
        {
            return default;
        }

        Array.Sort(ticks);
        return new Figures(ticks.Length / elapsed.TotalSeconds, At(0.50), At(0.99));

        double At(double share) => TimeSpan.FromSeconds(
            (double)ticks[Math.Min(ticks.Length - 1, (int)(ticks.Length * share))] / System.Diagnostics.Stopwatch.Frequency).TotalMilliseconds;
    }

    /// <summary>Each figure's own median: one bad round does not make the result.</summary>
    public static Figures MedianOf(IReadOnlyCollection<Figures> runs) => new(
        Median(runs.Select(run => run.Rate)), Median(runs.Select(run => run.P50)), Median(runs.Select(run => run.P99)));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
