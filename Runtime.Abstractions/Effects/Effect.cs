namespace Actors;

/// <summary>What follows from an accepted command. Committed in the same transaction as the events (G2).</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A message to the world outside, at least once, with a stable id (G6).</summary>
    /// <param name="Kind">Which dispatcher: <c>webhook</c>.</param>
    /// <param name="Destination">To whom, in the dispatcher's terms.</param>
    /// <param name="Subject">What it is about; messages about one subject to one destination keep their order (G7).</param>
    /// <param name="MessageId">Stable over all attempts, unique within the subject.</param>
    /// <param name="Topic">The event's type: <c>order.created</c>.</param>
    /// <param name="Body">The payload, fixed now: what was committed is what arrives.</param>
    public sealed record Send(string Kind, string Destination, string Subject, string MessageId, string Topic, string Body) : Effect
    {
        /// <summary>When the answer is worth less (an order's 60 seconds); the dispatcher fits its tries before it.</summary>
        public DateTimeOffset? Deadline { get; init; }

        /// <summary>What the dispatcher should know of the moment of this commit; handed to it with every attempt.</summary>
        public string Context { get; init; } = "";
    }

    /// <summary>A command to another grain, carried out exactly once (G5).</summary>
    public sealed record Tell(GrainId Target, object Command) : Effect
    {
        /// <summary>
        /// The account whose sandbox clock the target lives by, or empty for production; null when it is the sender's.
        /// </summary>
        public string? Clock { get; init; }
    }

    /// <summary>Wakes this grain at a time. The same name again replaces what was set.</summary>
    /// <param name="Name">Unique within the grain.</param>
    /// <param name="Due">When, by the grain's clock.</param>
    /// <param name="Repeat">How it comes again, or null for once.</param>
    public sealed record Remind(string Name, DateTimeOffset Due, Schedule? Repeat = null) : Effect;

    /// <summary>Takes a reminder back; nothing happens when there is none.</summary>
    public sealed record Forget(string Name) : Effect;

    /// <summary>Takes back a message that was not delivered yet: its further tries end with this commit.</summary>
    public sealed record Recall(string Subject, string MessageId) : Effect
    {
        /// <summary>Only for this destination; empty for all of them.</summary>
        public string Destination { get; init; } = "";

        /// <summary>
        /// The try that would have come is logged as <see cref="AttemptDetail.Withdrawn"/>, in the same commit. One that is
        /// under way is not: it logs itself.
        /// </summary>
        public bool Logged { get; init; }
    }

    /// <summary>Makes a waiting or parked message due at once, with the same id. A rest of its destination ends (<see cref="Probe"/>).</summary>
    public sealed record Resend(string Subject, string MessageId) : Effect
    {
        /// <summary>Only for this destination; empty for all of them.</summary>
        public string Destination { get; init; } = "";
    }

    /// <summary>Adds an event to the log that is named by this grain's key. The same commit, the same sequence for all who read it.</summary>
    /// <param name="Sequence">One more than the last one of this log.</param>
    /// <param name="Id">Unique within the log.</param>
    /// <param name="Type">What kind of event, for filters.</param>
    /// <param name="Subject">What it is about, for filters.</param>
    /// <param name="Body">What readers get.</param>
    public sealed record Log(long Sequence, string Id, string Type, string Subject, string Body) : Effect;

    /// <summary>Says how a destination is sent to. Resuming one forgets its failures.</summary>
    /// <param name="Paused">Nothing leaves until it is resumed; what waits stays.</param>
    /// <param name="PerSecond">How many messages a second at most, over all silos; 0 for no limit.</param>
    public sealed record Pace(string Kind, string Destination, bool Paused, int PerSecond = 0) : Effect;

    /// <summary>
    /// A person wants to see now whether a destination takes something: a rest after failures ends, and one message
    /// tries. What was counted stays, and so does a pause.
    /// </summary>
    public sealed record Probe(string Kind, string Destination) : Effect;

    /// <summary>Takes back everything that waits for a destination, and forgets it.</summary>
    public sealed record Drop(string Kind, string Destination) : Effect;

    /// <summary>Sets how far the clock named by this grain's key runs ahead. Due rows that carry the clock follow it.</summary>
    public sealed record MoveClock(TimeSpan Ahead) : Effect;
}
