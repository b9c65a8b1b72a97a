using System.ComponentModel.DataAnnotations;

namespace Actors.Runtime.Turns;

/// <summary>The bounds of the turn engine. Section <c>Actors:Runtime</c>.</summary>
public sealed record RuntimeOptions
{
    /// <summary>How many turns may be under way in this silo; beyond, callers get 503.</summary>
    [Range(1, 1_000_000)]
    public int MaxTurns { get; init; } = 10_000;

    /// <summary>How many turns may wait for one grain; beyond, callers get 503.</summary>
    [Range(1, 100_000)]
    public int MaxMailbox { get; init; } = 1_000;

    /// <summary>How many waiting turns of one grain go into one commit.</summary>
    [Range(1, 1_000)]
    public int MaxCoalesced { get; init; } = 128;

    /// <summary>How many grains go into one commit.</summary>
    [Range(1, 2_000)]
    public int MaxBatch { get; init; } = 256;

    /// <summary>How many commits run side by side on a shared database.</summary>
    [Range(1, 16)]
    public int Committers { get; init; } = 3;

    /// <summary>How many loads run side by side.</summary>
    [Range(1, 16)]
    public int Loaders { get; init; } = 2;

    /// <summary>How often a turn is tried while the store does not say what became of it.</summary>
    [Range(1, 100)]
    public int MaxTries { get; init; } = 12;

    /// <summary>How many races with other silos a turn may lose before its caller gets 503.</summary>
    [Range(1, 1_000)]
    public int MaxRaces { get; init; } = 50;

    /// <summary>How long a caller waits for a turn.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many activations are kept in memory; the longest unused go first.</summary>
    [Range(1, 10_000_000)]
    public int MaxActivations { get; init; } = 50_000;

    /// <summary>How long logged calls of the API are kept.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepCalls { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How many logged calls are kept; the oldest go first.</summary>
    [Range(1_000, 1_000_000_000)]
    public long MaxCalls { get; init; } = 1_000_000;

    /// <summary>How many bytes logged calls may take; the oldest go first.</summary>
    [Range(1_048_576L, 1_099_511_627_776L)]
    public long MaxCallBytes { get; init; } = 1L << 30;

    /// <summary>How many calls may wait to be logged in this silo; beyond, they are answered but not logged.</summary>
    [Range(1, 100_000)]
    public int MaxCallsWaiting { get; init; } = 4_096;

    /// <summary>How many messages and reminders are worked on at once.</summary>
    [Range(1, 10_000)]
    public int MaxDue { get; init; } = 256;

    /// <summary>How long a claim on due work holds before other silos may take it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a silo that was told to stop, and says that it is not ready, still takes requests; not on an embedded file.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often due work is looked for when nothing says that there is some.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the answers of request keys are kept. A creating request is recognised for ever.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepAnswers { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long attempts are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepAttempts { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long logged events are kept, for pulling and replaying.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepEvents { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many messages of one kind may be on their way to the world outside at once, in this silo.</summary>
    [Range(1, 100_000)]
    public int MaxDispatch { get; init; } = 1_024;

    /// <summary>How many of them to one destination, once it has shown that it answers.</summary>
    [Range(1, 1_000)]
    public int MaxPerDestination { get; init; } = 8;

    /// <summary>A look at all destinations that takes longer is made at intervals only.</summary>
    internal TimeSpan CheapLook { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>After so many failures in a row a destination is tried ever more rarely.</summary>
    [Range(1, 1_000)]
    public int FailingAfter { get; init; } = 5;

    /// <summary>A destination that fails for so long is tried no more until somebody resumes it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan StopAfter { get; init; } = TimeSpan.FromDays(5);
}
