using System.Text.Json.Serialization;

namespace Actors;

/// <summary>The messages that wait for a person: nothing is dropped, and nobody is left to guess (architecture §4).</summary>
public interface IParkedMessages
{
    /// <summary>Those of an environment, oldest first, from the sequence after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<ParkedMessage>> List(DataEnvironment environment, long after, int limit, CancellationToken cancellationToken = default);
}

/// <summary>A parked message.</summary>
/// <param name="Sequence">Its place in the outbox, and the key of <see cref="IParkedMessageGrain"/>.</param>
/// <param name="Attempts">How many tries it had.</param>
/// <param name="Waiting">How many later messages about the same subject wait behind it (G7).</param>
public sealed record ParkedMessage(
    long Sequence,
    string Kind,
    string Destination,
    string Subject,
    string MessageId,
    string Topic,
    int Attempts,
    DateTimeOffset Created,
    DateTimeOffset Parked,
    long Waiting);

/// <summary>What was decided about a parked message, of which others may have their own copies; its journal is the audit. Key: the message's sequence.</summary>
public interface IParkedMessageGrain : IGrain<ParkedMessageCommand, ParkedMessageView>;

/// <summary>What may be asked of a parked message.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Resend), "resend")]
[JsonDerivedType(typeof(Discard), "discard")]
public abstract record ParkedMessageCommand
{
    private ParkedMessageCommand()
    {
    }

    /// <summary>Sends it once more, at once and with the same id; its tries begin anew, and its destination need not rest out.</summary>
    public sealed record Resend(string Destination, string Subject, string MessageId, DataEnvironment Environment, string Reason) : ParkedMessageCommand;

    /// <summary>Takes it out of the outbox for good; those behind it go on.</summary>
    public sealed record Discard(string Destination, string Subject, string MessageId, DataEnvironment Environment, string Reason) : ParkedMessageCommand;
}

/// <summary>The last decision.</summary>
/// <param name="Decision"><c>Resent</c> or <c>Discarded</c>.</param>
public sealed record ParkedMessageView(
    string Destination, string Subject, string MessageId, DataEnvironment Environment, string Decision, string Reason);
