using System.Runtime.CompilerServices;

namespace Actors.Bench.Fire;

/// <summary>Keeps the last result of each program in <c>bench/FIRE.md</c>, one section each.</summary>
internal static class FireFile
{
    private const string Head = """
        # Under fire: the last results

        Written by `dotnet run -c Release --project bench -- fire`. Each program's own file in `bench/Fire/` says what it does.

        """;

    public static void Keep(FireReport report, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "FIRE.md");
        var text = File.Exists(path) ? File.ReadAllText(path) : Head;
        var sections = text.Split("\n## ").ToList();
        sections.RemoveAll(section => section.StartsWith(report.Name + "\n", StringComparison.Ordinal));
        var at = TimeProvider.System.GetUtcNow();
        var lines = report.ToString().TrimEnd().Split('\n');
        sections.Add($"""
            {report.Name}

            {at:yyyy-MM-dd}, {Environment.ProcessorCount} processors, {Environment.OSVersion.Platform}, .NET {Environment.Version}.
            **{lines[0][(report.Name.Length + 2)..]}**

            {string.Join('\n', lines[1..])}

            """);
        File.WriteAllText(path, string.Join("\n## ", [sections[0], .. sections.Skip(1).Order(StringComparer.Ordinal)]).TrimEnd() + "\n");
    }
}
