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
            var report = await Programs[name](settings);
            report.Note($"took {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s, seed {settings.Seed}");
            Console.WriteLine(report);
            FireFile.Keep(report);
            clean &= report.IsClean;
        }

        return clean ? 0 : 1;
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
