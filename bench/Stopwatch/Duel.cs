namespace Actors.Bench.Stopwatch;

/// <summary>Subject and baseline by turns, so that whatever else the machine does meets both.</summary>
internal sealed record Duel(Figures Subject, Figures Baseline)
{
    public double Ratio => Baseline.Rate > 0 ? Subject.Rate / Baseline.Rate : 0;

    /// <param name="baseline">Runs it for a time.</param>
    /// <param name="subject">Runs it for a time.</param>
    public static async Task<Duel> RunAsync(Scale scale, Func<TimeSpan, Task<Figures>> baseline, Func<TimeSpan, Task<Figures>> subject)
    {
        await baseline(scale.Round / 2);
        await subject(scale.WarmUp);
        List<Figures> theirs = [];
        List<Figures> ours = [];
        for (var round = 0; round < scale.Rounds; round++)
        {
            theirs.Add(await baseline(scale.Round));
            ours.Add(await subject(scale.Round));
        }

        return new Duel(Figures.MedianOf(ours), Figures.MedianOf(theirs));
    }

    /// <summary>The same without a baseline.</summary>
    public static async Task<Figures> AloneAsync(Scale scale, Func<TimeSpan, Task<Figures>> subject)
    {
        await subject(scale.WarmUp);
        List<Figures> ours = [];
        for (var round = 0; round < scale.Rounds; round++)
        {
            ours.Add(await subject(scale.Round));
        }

        return Figures.MedianOf(ours);
    }
}
