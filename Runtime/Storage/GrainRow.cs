namespace Actors.Runtime.Storage;

/// <summary>A grain as the store keeps it.</summary>
internal sealed record GrainRow(
    GrainId Id,
    long Version,
    int Schema,
    string State,
    byte[] Chain,
    long CreatedAt,
    long UpdatedAt);

/// <summary>Asks for a grain; what the caller has already is not sent again.</summary>
/// <param name="Known">The version that the caller holds, or -1.</param>
internal readonly record struct LoadRequest(GrainId Id, long Known);

/// <summary>The answer: unchanged, missing, or the row.</summary>
internal readonly record struct LoadResult(bool Unchanged, GrainRow? Row)
{
    public static LoadResult Same { get; } = new(true, null);

    public static LoadResult Missing { get; } = new(false, null);
}
