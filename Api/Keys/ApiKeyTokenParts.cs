namespace Actors.Api.Keys;

/// <summary>What stands in a token.</summary>
/// <param name="KeyId">The key of the grain: <c>key_…</c>.</param>
/// <param name="Environment">The environment that the token claims to be for.</param>
/// <param name="SecretHash">SHA-256 of its secret, lower-case hexadecimal.</param>
public sealed record ApiKeyTokenParts(string KeyId, DataEnvironment Environment, string SecretHash);
