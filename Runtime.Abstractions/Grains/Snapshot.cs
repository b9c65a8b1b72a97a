namespace Actors;

/// <summary>A view of one grain as it was committed.</summary>
/// <param name="Value">What may be seen of it.</param>
/// <param name="Version">How many turns changed it so far; the ETag of its resource.</param>
/// <param name="Created">When its first turn was committed, by its clock.</param>
/// <param name="Updated">When its last turn was committed, by its clock.</param>
public sealed record Snapshot<TView>(TView Value, long Version, DateTimeOffset Created, DateTimeOffset Updated)
    where TView : class;
