namespace Actors.Api.Parked;

/// <summary>A message that waits for a person.</summary>
/// <param name="Object">Always <c>parked_message</c>.</param>
/// <param name="Sequence">Names it; pass the last one as <c>after</c> for the next page.</param>
/// <param name="Kind"><c>webhook</c>, or <c>grain</c> for a command within the platform.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Subject">About what, such as the order's id.</param>
/// <param name="MessageId">The <c>webhook-id</c>.</param>
/// <param name="Topic">The event's type.</param>
/// <param name="Attempts">How many tries it had.</param>
/// <param name="Waiting">How many later messages about the same subject wait behind it.</param>
internal sealed record ParkedMessageJson(
    string Object,
    long Sequence,
    string Kind,
    string Destination,
    string Subject,
    string MessageId,
    string Topic,
    int Attempts,
    DateTimeOffset Created,
    DateTimeOffset Parked,
    long Waiting)
{
    public static ParkedMessageJson From(ParkedMessage message) => new(
        "parked_message", message.Sequence, message.Kind, message.Destination, message.Subject, message.MessageId, message.Topic,
        message.Attempts, message.Created, message.Parked, message.Waiting);
}

/// <summary>What was decided about it.</summary>
/// <param name="Object">Always <c>parked_decision</c>.</param>
/// <param name="Decision"><c>Resent</c> or <c>Discarded</c>.</param>
internal sealed record ParkedDecisionJson(string Object, long Sequence, string Subject, string MessageId, string Decision, string Reason)
{
    public static ParkedDecisionJson From(long sequence, ParkedMessageView view) =>
        new("parked_decision", sequence, view.Subject, view.MessageId, view.Decision, view.Reason);
}
