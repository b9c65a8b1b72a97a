namespace Actors;

/// <summary>One committed turn, as the journal keeps it.</summary>
/// <param name="Version">The version that this turn made; consecutive from 1.</param>
/// <param name="At">When, by the grain's clock.</param>
/// <param name="Actor">Who.</param>
/// <param name="Command">The name of the command.</param>
/// <param name="RequestId">The request that caused it.</param>
/// <param name="TraceId">Its trace (W3C trace context), or empty.</param>
/// <param name="Events">A JSON array of the accepted events.</param>
public sealed record JournalEntry(
    long Version,
    DateTimeOffset At,
    string Actor,
    string Command,
    string RequestId,
    string TraceId,
    string Events);
