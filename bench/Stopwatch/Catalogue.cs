using Actors.Bench.Stopwatch.Rows;

namespace Actors.Bench.Stopwatch;

/// <summary>All rows, in the order of the table.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new TurnsRow("turns-64", postgres: true, 64),
        new TurnsRow("turns-256", postgres: true, 256),
        new TurnsRow("turns-sqlite", postgres: false, 256),
        new NewGrainsRow(),
        new ColdGrainsRow(),
        new ReadsRow("reads-64", 64),
        new ReadsRow("reads-256", 256),
        new HotGrainRow(),
        new PlaceOrdersRow(),
        new ReadOrdersRow(),
        new WebhooksRow(),
        new RemindersRow(),
        new MemoryRow(),
        new StartRow(),
        new KillRow(),
        new GrowthRow(),
        new SilosRow(),
    ];

    /// <summary>The rows of a name, or those that begin with it.</summary>
    public static IReadOnlyList<Row> Find(string name) =>
        [.. Rows.Where(row => name == "all" || row.Name == name || row.Name.StartsWith(name + "-", StringComparison.Ordinal))];
}
