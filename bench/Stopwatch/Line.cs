using System.Globalization;

namespace Actors.Bench.Stopwatch;

/// <summary>One line of the results.</summary>
/// <param name="Row">The row that measured it.</param>
/// <param name="What">What was measured, with its setting.</param>
/// <param name="Measured">The medians.</param>
/// <param name="Baseline">The same of the baseline, or a dash.</param>
/// <param name="Goals">What is to be reached; empty for what is only told.</param>
internal sealed record Line(string Row, string What, string Measured, string Baseline, IReadOnlyList<Goal> Goals)
{
    public static Line Of(string row, string what, Duel duel, params IReadOnlyList<Goal> goals) => new(
        row, what, Text(duel.Subject), string.Create(CultureInfo.InvariantCulture, $"{Text(duel.Baseline)}; {Goal.Text(duel.Ratio)}× of it"), goals);

    public static Line Of(string row, string what, Figures figures, params IReadOnlyList<Goal> goals) =>
        new(row, what, Text(figures), "–", goals);

    /// <summary>As a line of a Markdown table. Begins with the row's name: by it a later run finds what to replace.</summary>
    public string ToMarkdown(string date) =>
        $"| {Row} | {What} | {Measured} | {Baseline} | {Join(Goals.Select(goal => goal.Asked))} | {Join(Goals.Select(goal => goal.Verdict).Distinct())} | {date} |";

    private static string Text(Figures figures) => string.Create(
        CultureInfo.InvariantCulture, $"{Goal.Text(figures.Rate)}/s, p50 {figures.P50:0.##} ms, p99 {figures.P99:0.##} ms");

    private static string Join(IEnumerable<string> parts) => string.Join("; ", parts.DefaultIfEmpty("–"));
}
