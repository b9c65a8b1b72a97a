namespace Actors;

/// <summary>What a grain answers to a command: accepted with what follows, or rejected with why.</summary>
public abstract record Decision<TEvent>
{
    private Decision()
    {
    }

    /// <summary>
    /// The command stands. No events means: nothing changes, the answer is the present state (then there are no
    /// effects either, for every write is journaled).
    /// </summary>
    public sealed record Accepted(IReadOnlyList<TEvent> Events, IReadOnlyList<Effect> Effects) : Decision<TEvent>;

    /// <summary>The command is refused; nothing is written.</summary>
    public sealed record Rejected(Rejection Rejection) : Decision<TEvent>;
}
