namespace Actors;

/// <summary>A destination does worse or better than before.</summary>
/// <param name="State">What it is now.</param>
/// <param name="Failures">How many attempts failed in a row.</param>
/// <param name="Since">When the first of them was made; for one that is well again, when it last failed for the first time.</param>
/// <param name="Outcome">What the last attempt came to.</param>
/// <param name="At">When the last attempt was made.</param>
public sealed record DestinationChange(
    string Kind, string Destination, DestinationState State, int Failures, DateTimeOffset Since, string Outcome, DateTimeOffset At);

/// <summary>How a destination does.</summary>
public enum DestinationState
{
    /// <summary>The last attempt succeeded, or there was none.</summary>
    Well,

    /// <summary>Several attempts failed in a row; it is tried ever more rarely.</summary>
    Failing,

    /// <summary>It asked for no more, or failed for so long that it is tried no more until somebody resumes it.</summary>
    Stopped,

    /// <summary>Its owner paused it.</summary>
    Paused,
}

/// <summary>What is known of a destination's health.</summary>
/// <param name="HeldUntil">When it is tried again; null when nothing holds it.</param>
public sealed record DestinationHealth(
    string Destination, DestinationState State, int Failures, DateTimeOffset? FailingSince, string LastOutcome, DateTimeOffset? HeldUntil);
