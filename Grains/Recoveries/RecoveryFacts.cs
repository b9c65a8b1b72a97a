using System.Globalization;

namespace Actors.Recoveries;

/// <summary>What is stored of a recovery.</summary>
/// <param name="Total">How many events were found so far.</param>
/// <param name="Counted">Whether that is all of them.</param>
/// <param name="Done">How many were handed to delivery.</param>
/// <param name="Position">The sequence up to which the log was looked at.</param>
internal sealed record RecoveryFacts(
    string Id,
    string Owner,
    DataEnvironment Environment,
    string EndpointId,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<string> Types,
    string Which,
    bool DryRun,
    int PerSecond,
    DateTimeOffset Created,
    long Total,
    bool Counted,
    long Done,
    long Position)
{
    public static RecoveryFacts Of(RecoveryEvent.Started e) => new(
        e.Id, e.Owner, e.Environment, e.EndpointId, e.From, e.To, e.Types, e.Which, e.DryRun, e.PerSecond, e.At, 0, false, 0, 0);

    /// <summary>The message that asks for the piece behind the position.</summary>
    public string MessageId() => string.Create(CultureInfo.InvariantCulture, $"{Id}_{(Counted ? "run" : "count")}_{Position}");
}
