namespace Actors;

/// <summary>The answer to one command.</summary>
public abstract record Reply<TView>
    where TView : class
{
    private Reply()
    {
    }

    /// <summary>Done and on disk.</summary>
    /// <param name="Snapshot">The state after this turn.</param>
    /// <param name="At">The time of the turn.</param>
    /// <param name="Changed">Whether this turn changed anything.</param>
    /// <param name="Replayed">True when the request key was seen before and this is the first answer again (G4).</param>
    public sealed record Done(Snapshot<TView> Snapshot, DateTimeOffset At, bool Changed, bool Replayed) : Reply<TView>;

    /// <summary>Refused, and nothing was written.</summary>
    public sealed record Refused(Rejection Rejection) : Reply<TView>;
}
