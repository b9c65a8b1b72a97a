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
    DateTimeOffset? Deadline);

/// <summary>What came of one attempt. The runtime commits the attempt and what follows together.</summary>
public abstract record DispatchResult(AttemptDetail Detail)
{
    /// <summary>Received; the message leaves the outbox.</summary>
    public sealed record Delivered(AttemptDetail Detail) : DispatchResult(Detail);

    /// <summary>Failed; the next try is after <paramref name="Delay"/>.</summary>
    public sealed record Retry(AttemptDetail Detail, TimeSpan Delay) : DispatchResult(Detail);

    /// <summary>Failed for good: it waits for a person (resend or discard), never dropped.</summary>
    public sealed record Park(AttemptDetail Detail) : DispatchResult(Detail);
}

/// <summary>What one attempt saw, bounded.</summary>
/// <param name="Outcome">Stable, for programs: <c>delivered</c>, <c>http_500</c>, <c>timeout</c>.</param>
/// <param name="StatusCode">The HTTP status, or null when there was none.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Url">Where it went, without secrets.</param>
/// <param name="Response">The start of the answer, at most 4,096 characters.</param>
public sealed record AttemptDetail(string Outcome, int? StatusCode, TimeSpan Duration, string Url, string Response);

/// <summary>One logged attempt.</summary>
public sealed record AttemptEntry(
    string MessageId,
    string Kind,
    string Destination,
    string Topic,
    int Attempt,
    DateTimeOffset At,
    AttemptDetail Detail,
    DateTimeOffset? Next);
