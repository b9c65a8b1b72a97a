namespace Actors.Runtime.Turns;

/// <summary>A grain's state with what the store says of it. Immutable: the last committed one may be read at any time.</summary>
internal sealed record StoredState<TState>(
    TState State,
    long Version,
    int Schema,
    byte[] Chain,
    long CreatedAt,
    long UpdatedAt,
    UnknownFields? Unknown);
