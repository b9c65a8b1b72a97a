namespace Actors;

/// <summary>Sends the messages of one kind. Called by the runtime for messages that are due; it commits what is returned.</summary>
public interface IDispatcher
{
    /// <summary>The <see cref="Effect.Send.Kind"/> that it sends.</summary>
    string Kind { get; }

    /// <summary>
    /// Makes one attempt. Must not throw for a failing destination: that is a result. An exception counts as a bug
    /// and is tried again with back-off.
    /// </summary>
    /// <exception cref="OverloadedException">
    /// The destination is busy and nothing was sent: no attempt. The message is due again after
    /// <see cref="OverloadedException.RetryAfter"/>, with the same number.
    /// </exception>
    Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Whom to tell that a destination began to fail, was given up or is well again; committed together with the
    /// attempt that brought it about (G2). Null for nobody.
    /// </summary>
    Effect.Tell? Concerning(DestinationChange change) => null;
}

/// <summary>A message that is due.</summary>
/// <param name="Sequence">Its place in the outbox; grows with commits about one subject.</param>
/// <param name="Kind">Which dispatcher.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Subject">About what.</param>
/// <param name="MessageId">Stable over all attempts.</param>
/// <param name="Topic">The event's type.</param>
/// <param name="Body">The payload.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="Created">When it was committed, by its clock.</param>
/// <param name="Now">The time now, by its clock.</param>
/// <param name="Deadline">When the answer is worth less, or null.</param>
public sealed record OutboxMessage(
    long Sequence,
    string Kind,
    string Destination,
    string Subject,
    string MessageId,
    string Topic,
    string Body,
    int Attempt,
    DateTimeOffset Created,
    DateTimeOffset Now,
    DateTimeOffset? Deadline)
{
    /// <summary>What <see cref="Effect.Send.Context"/> said.</summary>
    public string Context { get; init; } = "";
}

/// <summary>What came of one attempt. The runtime commits the attempt and what follows together.</summary>
public abstract record DispatchResult(AttemptDetail Detail)
{
    /// <summary>Received; the message leaves the outbox.</summary>
    public sealed record Delivered(AttemptDetail Detail) : DispatchResult(Detail);

    /// <summary>Failed; the next try is after <paramref name="Delay"/>.</summary>
    public sealed record Retry(AttemptDetail Detail, TimeSpan Delay) : DispatchResult(Detail);

    /// <summary>Failed for good: it waits for a person (resend or discard), never dropped.</summary>
    public sealed record Park(AttemptDetail Detail) : DispatchResult(Detail);

    /// <summary>The destination wants nothing more: everything for it waits, this message first, until it is resumed.</summary>
    public sealed record Stop(AttemptDetail Detail) : DispatchResult(Detail);
}

/// <summary>What one attempt saw, bounded.</summary>
/// <param name="Outcome">Stable, for programs: <c>delivered</c>, <c>http_500</c>, <c>timeout</c>.</param>
/// <param name="StatusCode">The HTTP status, or null when there was none.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Url">Where it went, without secrets.</param>
/// <param name="Response">The start of the answer, at most 4,096 characters.</param>
public sealed record AttemptDetail(string Outcome, int? StatusCode, TimeSpan Duration, string Url, string Response)
{
    /// <summary>The outcome of a try that was due and is not made any more, because the message was taken back (<see cref="Effect.Recall"/>).</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The head of the request, secrets masked, at most 2,048 characters.</summary>
    public string Request { get; init; } = "";

    /// <summary>How many bytes were sent.</summary>
    public int Size { get; init; }

    /// <summary>The address that was dialled, or empty.</summary>
    public string Address { get; init; } = "";

    /// <summary>An attempt that ended before anything was sent.</summary>
    /// <param name="response">Why, or empty.</param>
    public static AttemptDetail WithoutRequest(string outcome, string response = "") => new(outcome, null, TimeSpan.Zero, "", response);
}

/// <summary>One logged attempt.</summary>
public sealed record AttemptEntry(
    string MessageId,
    string Kind,
    string Destination,
    string Topic,
    int Attempt,
    DateTimeOffset At,
    AttemptDetail Detail,
    DateTimeOffset? Next)
{
    /// <summary>Its place among all attempts.</summary>
    public long Sequence { get; init; }

    /// <summary>What the message was about.</summary>
    public string Subject { get; init; } = "";
}
