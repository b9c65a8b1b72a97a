using System.Text.Json.Serialization;

namespace Actors.Runtime.Parked;

/// <summary>What was decided about a parked message, as it is stored.</summary>
internal sealed record ParkedDecision(
    string Destination, string Subject, string MessageId, DataEnvironment Environment, string Status, string Reason)
{
    public const string Open = "Open";
    public const string Resent = "Resent";
    public const string Discarded = "Discarded";

    private const int ReasonLength = 500;

    public static Decision<ParkedEvent> Decide(ParkedDecision state, ParkedMessageCommand command) => command switch
    {
        ParkedMessageCommand.Resend { Reason: var reason } when !IsReason(reason) => RefuseReason(),
        ParkedMessageCommand.Discard { Reason: var reason } when !IsReason(reason) => RefuseReason(),
        _ when state.Status == Discarded => new Decision<ParkedEvent>.Rejected(new Rejection(
            RejectionKind.Conflict, "message_discarded", "This message was discarded; nothing can be sent any more.")),
        ParkedMessageCommand.Resend c => new Decision<ParkedEvent>.Accepted(
            [new ParkedEvent.Resent(c.Destination, c.Subject, c.MessageId, c.Environment, c.Reason)],
            [new Effect.Resend(c.Subject, c.MessageId) { Destination = c.Destination }]),
        ParkedMessageCommand.Discard c => new Decision<ParkedEvent>.Accepted(
            [new ParkedEvent.Discarded(c.Destination, c.Subject, c.MessageId, c.Environment, c.Reason)],
            [new Effect.Recall(c.Subject, c.MessageId) { Destination = c.Destination }]),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    public static ParkedDecision Evolve(ParkedDecision state, ParkedEvent @event) => @event switch
    {
        ParkedEvent.Resent e => new ParkedDecision(e.Destination, e.Subject, e.MessageId, e.Environment, Resent, e.Reason),
        ParkedEvent.Discarded e => new ParkedDecision(e.Destination, e.Subject, e.MessageId, e.Environment, Discarded, e.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(@event)),
    };

    private static Decision<ParkedEvent>.Rejected RefuseReason() => new(new Rejection(
        RejectionKind.Invalid, "reason_required", $"Say why, in 1 to {ReasonLength} characters: it is kept.", "/reason"));

    private static bool IsReason(string reason) => !string.IsNullOrWhiteSpace(reason) && reason.Length <= ReasonLength;
}

/// <summary>What happened to a parked message.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Resent), "resent")]
[JsonDerivedType(typeof(Discarded), "discarded")]
internal abstract record ParkedEvent
{
    private ParkedEvent()
    {
    }

    internal sealed record Resent(string Destination, string Subject, string MessageId, DataEnvironment Environment, string Reason) : ParkedEvent;

    internal sealed record Discarded(string Destination, string Subject, string MessageId, DataEnvironment Environment, string Reason) : ParkedEvent;
}
