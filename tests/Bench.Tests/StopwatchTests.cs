using System.Text.RegularExpressions;
using Actors.Bench.Stopwatch;

namespace Actors.Tests;

/// <summary>The stopwatch cannot rot: each row runs, as small as it gets. What it measures here means nothing.</summary>
public sealed partial class StopwatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Rows => [.. Catalogue.Rows.Select(row => row.Name)];

    /// <remarks>When asked for (<c>-explicit only</c>): the rows take a minute or two together.</remarks>
    [Theory(Explicit = true)]
    [MemberData(nameof(Rows))]
    public async Task A_row_runs_and_says_what_it_measured(string name)
    {
        var lines = await Catalogue.Find(name).Single(row => row.Name == name).RunAsync(Scale.Smoke).WaitAsync(Limit);
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.Row == name && AtLeastOne().IsMatch(line.Measured));
    }

    [Fact]
    public void A_row_measured_again_replaces_its_lines_and_no_others()
    {
        var path = Path.GetTempFileName();
        try
        {
            var file = new ResultsFile(path);
            file.Replace("hot", [new Line("hot", "one grain", "7/s", "–", [new Goal(7, 20, "/s")])], Scale.Full);
            file.Replace("turns-64", [new Line("turns-64", "many grains", "1/s", "–", [])], Scale.Quick);
            file.Replace("hot", [new Line("hot", "one grain", "25/s", "–", [new Goal(25, 20, "/s")])], Scale.Full);
            var table = File.ReadAllLines(path).Where(line => line.StartsWith("| turns", StringComparison.Ordinal) || line.StartsWith("| hot", StringComparison.Ordinal)).ToArray();
            table.Length.ShouldBe(2);
            table[0].ShouldContain("many grains | 1/s");
            table[0].ShouldContain("(quick)");
            table[1].ShouldContain("25/s | – | ≥ 20/s | reached");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_missed_goal_says_by_how_much()
    {
        new Goal(15_000, 20_000, "/s").Verdict.ShouldBe("**missed by 25 %** (15,000/s)");
        new Goal(18, 12, " ms", AtMost: true).Verdict.ShouldBe("**missed by 50 %** (18 ms)");
        new Goal(11.9, 12, " ms", AtMost: true).Verdict.ShouldBe("reached");
    }

    [Fact]
    public void Medians_and_percentiles_are_of_all_that_was_measured()
    {
        var second = System.Diagnostics.Stopwatch.Frequency;
        var figures = Figures.Of([.. Enumerable.Range(1, 100).Select(n => n * second / 1000)], TimeSpan.FromSeconds(2));
        figures.Rate.ShouldBe(50);
        figures.P50.ShouldBe(51, 0.01);
        figures.P99.ShouldBe(100, 0.01);
        Figures.Median([3, 1, 2]).ShouldBe(2);
    }

    [GeneratedRegex("[1-9]")]
    private static partial Regex AtLeastOne();
}
