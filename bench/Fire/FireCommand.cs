using System.Globalization;
using System.Runtime.InteropServices;

namespace Actors.Bench.Fire;

/// <summary>
/// <c>-- fire [name] [--kills N] [--minutes M] [--odd N] [--connections N] [--seed S]</c>: one program, or all of them one after another. Ends with
/// 1 when anything was lost, doubled or out of order.
/// </summary>
internal static class FireCommand
{
    private static readonly Dictionary<string, Func<FireSettings, Task<FireReport>>> Programs = new()
    {
        ["silos"] = SilosFire.RunAsync,
        ["hot"] = HotFire.RunAsync,
        ["database"] = DatabaseFire.RunAsync,
        ["sqlite"] = SqliteFire.RunAsync,
        ["tamper"] = TamperFire.RunAsync,
        ["backlog"] = BacklogFire.RunAsync,
        ["rolling"] = RollingFire.RunAsync,
        ["clocks"] = ClocksFire.RunAsync,
        ["fuzz"] = FuzzFire.RunAsync,
        ["slow"] = SlowFire.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var names = args.TakeWhile(arg => !arg.StartsWith('-')).ToList();
        if (names.FirstOrDefault(name => !Programs.ContainsKey(name)) is { } unknown)
        {
            Console.WriteLine($"There is no program '{unknown}'; there are: {string.Join(", ", Programs.Keys)}");
            return 2;
        }

        if (Parse([.. args.Skip(names.Count)]) is not { } settings)
        {
            Console.WriteLine("fire [name …] [--kills N] [--minutes M] [--odd N] [--connections N] [--seed S]");
            return 2;
        }

        // Nothing that was started outlives the program: receivers would keep the signal to themselves.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(143));
        var clean = true;
        foreach (var name in names.Count > 0 ? names : [.. Programs.Keys])
        {
            var started = TimeProvider.System.GetTimestamp();
            var report = await BurnAsync(name, Programs[name], settings);
            report.Note($"took {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s, seed {settings.Seed}");
            Console.WriteLine(report);
            FireFile.Keep(report);
            clean &= report.IsClean;
        }

        return clean ? 0 : 1;
    }

    /// <summary>
    /// Runs one program. One that cannot go on, as when a silo does not start any more, has stopped what it started, and
    /// is told as a fault; those after it run all the same.
    /// </summary>
    internal static async Task<FireReport> BurnAsync(string name, Func<FireSettings, Task<FireReport>> program, FireSettings settings)
    {
        try
        {
            return await program(settings);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var report = new FireReport(name);
            report.Note("it could not go on: what it had counted until then is not told");
            report.Fault($"{error.GetType().Name}: {Ends(error.Message)}");
            settings.Say(error.StackTrace ?? "");
            return report;
        }
    }

    /// <summary>A silo that ended says why in its last lines, after all that it wrote over all its lives.</summary>
    private static string Ends(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 4 ? $"{lines[0]} … {string.Join(" / ", lines[^3..])}" : string.Join(" / ", lines);
    }

    private static FireSettings? Parse(string[] options)
    {
        var settings = new FireSettings { Say = Console.WriteLine };
        foreach (var pair in options.Chunk(2))
        {
            if (pair is not [var option, var text] || !double.TryParse(text, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            settings = option switch
            {
                "--kills" => settings with { Kills = (int)value },
                "--minutes" => settings with { Duration = TimeSpan.FromMinutes(value) },
                "--seed" => settings with { Seed = (int)value },
                "--odd" => settings with { Odd = (int)value },
                "--connections" => settings with { Connections = (int)value },
                "--callers" => settings with { Callers = (int)value },
                _ => null,
            };
            if (settings is null)
            {
                return null;
            }
        }

        return settings;
    }
}
