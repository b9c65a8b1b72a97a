namespace Actors.Runtime.Due;

/// <summary>
/// Failures that the store or the load is to blame for. They do not count as tries: however long an outage lasts,
/// nothing is parked because of it.
/// </summary>
internal static class Transient
{
    /// <summary>When such a row is tried again.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public static bool Is(Exception error) =>
        error is OverloadedException or OutcomeUnknownException or StoreUnavailableException;
}
