namespace Actors.Runtime.Storage;

/// <summary>
/// Everything that one commit writes for one grain: one or more turns, decided one after another on
/// <see cref="Expected"/>. It is applied whole or not at all (G2).
/// </summary>
internal sealed class GrainCommit(GrainId id, long expected)
{
    public GrainId Id { get; } = id;

    /// <summary>The version that was decided on; 0 when the grain was never written.</summary>
    public long Expected { get; } = expected;

    /// <summary>The version after all turns. Equal to <see cref="Expected"/> when only answers are kept or rows consumed.</summary>
    public long Version { get; set; } = expected;

    public int Schema { get; set; }

    public GrainIndex Index { get; set; }

    public string State { get; set; } = "";

    public byte[] Chain { get; set; } = [];

    public long CreatedAt { get; set; }

    public long UpdatedAt { get; set; }

    /// <summary>How far ahead this clock runs from now on, in milliseconds; null for every grain that is no clock.</summary>
    public long? ClockAhead { get; set; }

    public List<JournalRow> Journal { get; } = [];

    public List<OutboxRow> Sends { get; } = [];

    public List<MessageKey> Recalls { get; } = [];

    public List<ResendRow> Resends { get; } = [];

    public List<ReminderRow> Reminders { get; } = [];

    /// <summary>Names of reminders to take away.</summary>
    public List<string> Forgets { get; } = [];

    public List<EventRow> Events { get; } = [];

    public List<PaceRow> Paces { get; } = [];

    public List<DestinationKey> Drops { get; } = [];

    /// <summary>Destinations whose rest ends.</summary>
    public List<DestinationKey> Probes { get; } = [];

    public List<RequestRow> Requests { get; } = [];

    /// <summary>Rows that must still be there, and go with this commit (G5).</summary>
    public List<Consumed> Consumes { get; } = [];
}

internal sealed record JournalRow(
    long Version,
    byte[] Turn,
    long At,
    string Actor,
    string Command,
    string RequestId,
    string Trace,
    string Events,
    byte[] Chain);

internal sealed record OutboxRow(
    string Kind,
    string Destination,
    string Subject,
    string MessageId,
    string Topic,
    string Body,
    string Trace,
    string Clock,
    long CreatedAt,
    long? DeadlineAt)
{
    public string Context { get; init; } = "";

    /// <summary>When it may leave first; the moment of its commit unless another clock counts.</summary>
    public long DueAt { get; init; } = CreatedAt;
}

internal sealed record EventRow(long Sequence, string Id, string Type, string Subject, long At, string Body);

internal sealed record PaceRow(string Kind, string Destination, bool Paused, int PerSecond)
{
    /// <summary>Until somebody says otherwise.</summary>
    public const long Forever = long.MaxValue;

    public string State => Paused ? nameof(DestinationState.Paused) : "";

    public long HeldUntil => Paused ? Forever : 0;
}

internal readonly record struct DestinationKey(string Kind, string Destination);

/// <param name="LoggedAt">When the try that would have come is logged as withdrawn; 0 for not at all.</param>
internal readonly record struct MessageKey(string Subject, string MessageId, string Destination = "", long LoggedAt = 0);

internal readonly record struct ResendRow(string Subject, string MessageId, long DueAt, string Destination = "");

/// <param name="Schedule">JSON of a <see cref="Actors.Schedule"/>, or empty for once.</param>
internal sealed record ReminderRow(string Name, string Clock, long DueAt, string Schedule, string Trace);

internal sealed record RequestRow(string Key, string Fingerprint, long Version, int Schema, string State, long At, long CreatedAt);

/// <summary>A row that a turn uses up.</summary>
internal abstract record Consumed
{
    private Consumed()
    {
    }

    internal sealed record Reminder(string Name, long DueAt) : Consumed;

    internal sealed record Message(long Sequence) : Consumed;
}

/// <summary>What became of one grain's commit.</summary>
internal enum CommitOutcome
{
    /// <summary>On disk.</summary>
    Committed,

    /// <summary>Not written: another version, an answered key, or a row that is gone.</summary>
    Conflict,

    /// <summary>The store did not say. Only reading tells.</summary>
    Unknown,

    /// <summary>Not written, for sure: the store has no room, no right to write, or is not there. It may take it later.</summary>
    RolledBack,

    /// <summary>The store refused the data itself; trying again will not help.</summary>
    Invalid,
}
