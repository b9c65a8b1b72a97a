namespace Actors.Runtime.Turns;

/// <summary>What a turn answers, before it is shown as a view.</summary>
internal abstract record TurnAnswer<TState>
{
    private TurnAnswer()
    {
    }

    internal sealed record Done(TState State, long Version, long CreatedAt, long UpdatedAt, DateTimeOffset At, bool Changed, bool Replayed)
        : TurnAnswer<TState>;

    internal sealed record Refused(Rejection Rejection) : TurnAnswer<TState>;
}
