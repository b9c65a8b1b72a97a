using System.Runtime.CompilerServices;

namespace Actors.Bench.Stopwatch;

/// <summary>The results, as Markdown. A row that is measured again replaces its lines; the others keep theirs, with their dates.</summary>
internal sealed class ResultsFile(string path)
{
    private const string Header = """
        | row | what | measured (medians) | baseline in the same run | to reach | result | on |
        | --- | --- | --- | --- | --- | --- | --- |
        """;

    private const string Intro = """
        # The stopwatch

        Made by `dotnet run -c Release --project bench -- all`; [docs/performance.md](../docs/performance.md) says what each row
        does and what makes the difference. Load generator, silos and PostgreSQL share one machine. Baseline and subject take
        turns, three rounds of four seconds each after a warm-up of 20 seconds; shown are the medians of the rounds. A row
        marked *quick* is one round of 1.5 seconds at a tenth of the sizes: a first look.
        """;

    /// <summary>In the source tree, beside the program.</summary>
    public static string Published { get; } = Path.Combine(SourceFolder(), "..", "RESULTS.md");

    /// <param name="scale">Said beside the date unless it is the full one.</param>
    public void Replace(string row, IReadOnlyList<Line> lines, Scale scale)
    {
        var known = File.Exists(path) ? File.ReadAllLines(path).Where(IsLine).GroupBy(RowOf).ToDictionary(group => group.Key, group => group.ToArray()) : [];
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        date += scale.Name == Scale.Full.Name ? "" : $" ({scale.Name})";
        known[row] = [.. lines.Select(line => line.ToMarkdown(date))];
        var table = Catalogue.Rows.SelectMany(one => known.GetValueOrDefault(one.Name, []));
        File.WriteAllText(path, $"{Intro}\n\n{Machine.Text}\n\n{Header}\n{string.Join('\n', table)}\n");
    }

    private static bool IsLine(string text) => Catalogue.Rows.Any(row => text.StartsWith($"| {row.Name} |", StringComparison.Ordinal));

    private static string RowOf(string text) => text.Split('|')[1].Trim();

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
