using System.Globalization;

namespace Actors.Bench.Stopwatch;

/// <summary>Runs rows, prints their lines, and keeps them in the results file.</summary>
internal static class StopwatchCommand
{
    public static int List()
    {
        foreach (var row in Catalogue.Rows)
        {
            Console.WriteLine($"{row.Name,-16}{row.Title}");
        }

        return 0;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        if (options.Unknown is { } unknown)
        {
            Console.Error.WriteLine($"There is no row '{unknown}'. '-- list' names them.");
            return 2;
        }

        var file = options.Out is { } path ? new ResultsFile(path) : null;
        var failed = 0;
        foreach (var row in options.Rows)
        {
            Console.WriteLine($"{row.Name}: {row.Title}");
            try
            {
                var lines = await row.RunAsync(options.Scale);
                Print(lines);
                file?.Replace(row.Name, lines, options.Scale);
            }
            catch (Exception error)
            {
                // One row's trouble is not the next one's: the run goes on, and ends with 1.
                failed++;
                Console.Error.WriteLine($"  {row.Name} failed: {error}");
                file?.Replace(row.Name, [new Line(row.Name, row.Title, "failed: " + error.GetType().Name, "–", [])], options.Scale);
            }
        }

        return failed == 0 ? 0 : 1;
    }

    private static void Print(IReadOnlyList<Line> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine($"  {line.What}");
            Console.WriteLine($"    measured  {line.Measured}");
            Console.WriteLine($"    baseline  {line.Baseline}");
            foreach (var goal in line.Goals)
            {
                Console.WriteLine($"    {goal.Asked,-14}{goal.Verdict}");
            }
        }
    }

    /// <summary>What was asked for on the command line.</summary>
    private sealed class Options
    {
        public Options(string[] args)
        {
            List<string> names = [];
            for (var i = 0; i < args.Length; i++)
            {
                switch (args[i])
                {
                    case "--quick":
                        Scale = Scale.Quick;
                        break;
                    case "--smoke":
                        Scale = Scale.Smoke;
                        break;
                    case "--long":
                        Scale = Scale with { Long = true };
                        break;
                    case "--rounds" when i + 1 < args.Length:
                        Scale = Scale with { Rounds = int.Parse(args[++i], CultureInfo.InvariantCulture) };
                        break;
                    case "--out" when i + 1 < args.Length:
                        Out = args[++i];
                        break;
                    default:
                        names.Add(args[i]);
                        break;
                }
            }

            Unknown = names.Find(name => Catalogue.Find(name).Count == 0);
            Rows = [.. names.SelectMany(Catalogue.Find).Distinct()];

            // Only the full measurement of everything is published by itself.
            Out = Out == "-" ? null : Out ?? (names.Contains("all") && Scale.Name == "full" ? ResultsFile.Published : null);
        }

        public Scale Scale { get; } = Scale.Full;

        public string? Out { get; }

        public IReadOnlyList<Row> Rows { get; }

        public string? Unknown { get; }
    }
}
