namespace Actors.Recoveries;

/// <summary>What may be seen of a recovery.</summary>
/// <param name="Status">One of <see cref="RecoveryStatus"/>.</param>
/// <param name="Reason">Why it paused by itself, or null.</param>
/// <param name="Total">How many events were found; null until they are counted.</param>
/// <param name="Done">How many were handed to delivery so far.</param>
/// <param name="Position">The sequence up to which the log was looked at, in the count or in the run.</param>
/// <param name="Ended">When it was done or cancelled, or null.</param>
public sealed record RecoveryView(
    string Id,
    string Owner,
    DataEnvironment Environment,
    string EndpointId,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<string> Types,
    string Which,
    bool DryRun,
    int PerSecond,
    string Status,
    string? Reason,
    long? Total,
    long Done,
    long Position,
    DateTimeOffset Created,
    DateTimeOffset? Ended)
{
    /// <summary>The kind of messages that ask delivery to read the next piece.</summary>
    public const string MessageKind = "webhook-recovery";
}

/// <summary>Which events of the range are pushed once more.</summary>
public static class RecoveryKinds
{
    /// <summary>What did not arrive: failed or missing.</summary>
    public const string Undelivered = "undelivered";

    /// <summary>Tried at least once, and never received.</summary>
    public const string Failed = "failed";

    /// <summary>Never tried.</summary>
    public const string Missing = "missing";

    /// <summary>Everything, also what was received.</summary>
    public const string All = "all";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Known { get; } = [Undelivered, Failed, Missing, All];

    /// <summary>Whether an event is to be pushed. What was withdrawn is what nobody waits for any more: only all takes it.</summary>
    /// <param name="arrival">How its push went; null when there was none.</param>
    public static bool Picks(string which, Arrival? arrival) => which switch
    {
        Failed => arrival == Arrival.Failed,
        Missing => arrival is null,
        All => true,
        _ => arrival is null or Arrival.Failed,
    };
}

/// <summary>The statuses of a recovery, as they stand on the wire.</summary>
public static class RecoveryStatus
{
    public const string Counting = "counting";
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Done = "done";
    public const string Cancelled = "cancelled";
}
