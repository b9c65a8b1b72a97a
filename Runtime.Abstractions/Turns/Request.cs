namespace Actors;

/// <summary>Who asks, and how a repeat of the question is recognised. Journaled with the turn.</summary>
/// <param name="Actor">Who: <c>key:key_…</c>, <c>user:…</c>, <c>system:reminder</c>. At most 200 characters.</param>
/// <param name="At">The time by the grain's clock; the same instant that the command carries.</param>
public sealed record Request(string Actor, DateTimeOffset At)
{
    /// <summary>Correlates everything that one request caused: <c>req_…</c>.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The idempotency key with its scope, or null. One grain answers one key once (G4). At most 300 characters.</summary>
    public string? Key { get; init; }

    /// <summary>What the key stands for: a hash of the body. The same key with another one is refused.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The version that the caller saw (<c>If-Match</c>), or null. Another one is refused with 412.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Gives up waiting; the turn itself may still be committed.</summary>
    public CancellationToken CancellationToken { get; init; }
}
