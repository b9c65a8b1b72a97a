namespace Actors;

/// <summary>Reads what grains logged (<see cref="Effect.Log"/>) and how its delivery went.</summary>
public interface IEventLog
{
    /// <summary>Events of one log.</summary>
    Task<IReadOnlyList<LoggedEvent>> Read(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>One event of a log; null when there is none, or when it is past its time.</summary>
    Task<LoggedEvent?> Find(string log, string id, CancellationToken cancellationToken = default);

    /// <summary>How many events a query finds, whatever its limit.</summary>
    Task<long> Count(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// How messages with the ids and subjects of these events went to one destination. Those that were neither tried nor
    /// taken back are not in the answer.
    /// </summary>
    /// <param name="events">1,000 at most.</param>
    Task<IReadOnlyDictionary<string, Arrival>> Arrivals(
        string kind, string destination, IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken = default);

    /// <summary>
    /// Logged attempts, newest first. A search looks at 5,000 of them at most, so that a rare status in a long history is
    /// several short searches, and says where it ended.
    /// </summary>
    Task<AttemptPage> Search(AttemptQuery query, CancellationToken cancellationToken = default);

    /// <summary>What one search finds.</summary>
    Task<IReadOnlyList<AttemptEntry>> Attempts(AttemptQuery query, CancellationToken cancellationToken = default);

    /// <summary>How one destination does; null when it is well and takes what comes.</summary>
    Task<DestinationHealth?> Health(string kind, string destination, CancellationToken cancellationToken = default);
}

/// <summary>One event of a log.</summary>
/// <param name="Sequence">1, 2, 3 … within the log, without gaps.</param>
public sealed record LoggedEvent(long Sequence, string Id, string Type, string Subject, DateTimeOffset Created, string Body);

/// <summary>How a message went to one destination.</summary>
public enum Arrival
{
    /// <summary>It was tried, and never received.</summary>
    Failed,

    /// <summary>It was received.</summary>
    Delivered,

    /// <summary>It was taken back before it was received, and not sent again since.</summary>
    Withdrawn,
}

/// <summary>What a search of attempts found.</summary>
/// <param name="Next">The place up to which it looked when it ended early: go on from there. Else null.</param>
public sealed record AttemptPage(IReadOnlyList<AttemptEntry> Items, long? Next);

/// <summary>Which events.</summary>
/// <param name="Log">The key of the grain that logged them.</param>
public sealed record EventQuery(string Log)
{
    /// <summary>Their types; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>What they are about, or null for anything.</summary>
    public string? Subject { get; init; }

    /// <summary>Created at or after, or null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before, or null.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those with a higher sequence, or null.</summary>
    public long? After { get; init; }

    /// <summary>Only those with a lower sequence, or null.</summary>
    public long? Before { get; init; }

    /// <summary>The lowest sequence first, or the highest.</summary>
    public bool OldestFirst { get; init; } = true;

    /// <summary>How many, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>Which attempts.</summary>
/// <param name="Kind">The kind of their messages.</param>
public sealed record AttemptQuery(string Kind)
{
    /// <summary>Further kinds, searched as if they were one with the first.</summary>
    public IReadOnlyList<string> OtherKinds { get; init; } = [];

    /// <summary>Their destinations, at least one.</summary>
    public required IReadOnlyList<string> Destinations { get; init; }

    /// <summary>The message, or null for any.</summary>
    public string? MessageId { get; init; }

    /// <summary>What the message was about, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The topics of the messages; empty for all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The outcome, or null; <c>failed</c> is any but <c>delivered</c> and <see cref="AttemptDetail.Withdrawn"/>.</summary>
    public string? Outcome { get; init; }

    /// <summary>The HTTP status, or null.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Made at or after, or null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Made before, or null.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those before this place among all attempts, or null.</summary>
    public long? Before { get; init; }

    /// <summary>Only those after this place, or null; then the nearest ones.</summary>
    public long? After { get; init; }

    /// <summary>How many.</summary>
    public int Limit { get; init; } = 100;
}
