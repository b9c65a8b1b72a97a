namespace Actors.Bench.Fire;

/// <summary>How long and how hard a program burns. The suite runs the same programs with small numbers.</summary>
internal sealed record FireSettings
{
    /// <summary>How often something is killed.</summary>
    public int Kills { get; init; } = 100;

    /// <summary>How long the load lasts where nothing is counted.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the net, or the disk's room, is away.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many rows a backlog has, of each kind.</summary>
    public int Backlog { get; init; } = 100_000;

    /// <summary>How many callers ask at once.</summary>
    public int Callers { get; init; } = 6;

    /// <summary>How many odd requests each operation of the API gets.</summary>
    public int Odd { get; init; } = 1_000;

    /// <summary>How many idle and slow connections there are.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>How often each caller asks where its calls are counted.</summary>
    public int Asks { get; init; } = 2_000;

    /// <summary>The longest pause between two kills.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many of a hundred pushes the receivers treat badly.</summary>
    public int BadPushes { get; init; } = 10;

    /// <summary>How long it may take until everything has arrived, once the fire is out.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(12);

    /// <summary>Where chance starts: which silo, which pause, which push. The machine's own timing stays its own.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Where the progress of a long run is told.</summary>
    public Action<string> Say { get; init; } = _ => { };
}
