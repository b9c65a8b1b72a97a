using System.Globalization;
using Actors.Hosting;

namespace Actors.Bench.Fire;

/// <summary>A silo as it would be tomorrow, or on a machine whose clock is wrong: started by the programs as a process.</summary>
internal static class FireSilo
{
    public const string Verb = "silo";

    /// <summary>The environment's name for how many seconds its clock is ahead.</summary>
    public const string ClockAhead = "FIRE_CLOCK_AHEAD";

    /// <summary>The environment's name for the SQL of the next schema version.</summary>
    public const string NextSchema = "FIRE_NEXT_SCHEMA";

    public static Task<int> RunAsync(string[] args)
    {
        var ahead = Environment.GetEnvironmentVariable(ClockAhead);
        var sql = Environment.GetEnvironmentVariable(NextSchema);
        return SiloHost.RunAsync(args, settings => settings with
        {
            Machine = ahead is null ? settings.Machine : new WrongClock(TimeSpan.FromSeconds(double.Parse(ahead, CultureInfo.InvariantCulture))),
            NextSchema = sql is null ? [] : [sql],
        });
    }

    private sealed class WrongClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
