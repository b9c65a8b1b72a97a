namespace Actors;

/// <summary>Short names for decisions, beside the generic type (static members on it would need its argument spelled out).</summary>
internal static class Decision
{
    /// <summary>The command stands; what follows is derived from the events afterwards.</summary>
    public static Decision<TEvent> Accept<TEvent>(params IReadOnlyList<TEvent> events) =>
        new Decision<TEvent>.Accepted(events, []);

    /// <summary>The command is refused.</summary>
    public static Decision<TEvent> Reject<TEvent>(Rejection rejection) => new Decision<TEvent>.Rejected(rejection);

    /// <summary>Refused when a check found something, else accepted.</summary>
    public static Decision<TEvent> Unless<TEvent>(Rejection? rejection, params IReadOnlyList<TEvent> events) =>
        rejection is null ? Accept(events) : Reject<TEvent>(rejection);
}
