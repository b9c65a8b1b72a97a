using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Api.Keys;

/// <summary>
/// The text that a caller sends as its key: <c>sk_test_</c> (sandbox) or <c>sk_live_</c> (production), the 26 characters
/// of the key's id, <c>_</c>, and 32 secret characters of base 62. Only the hash of the secret is ever stored.
/// </summary>
public static class ApiKeyToken
{
    private const string Sandbox = "sk_test_";
    private const string Production = "sk_live_";
    private const string IdPrefix = "key_";
    private const int IdLength = 26;
    private const int SecretLength = 32;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Makes the token of a new key. Shown once; the hash goes into <c>ApiKeyCommand.Issue</c>.</summary>
    /// <param name="ids">Where the secret comes from.</param>
    /// <param name="keyId">The key's id, <c>key_</c> and 26 characters.</param>
    /// <param name="environment">The environment that the key is for.</param>
    /// <returns>The whole token, and the lower-case hexadecimal SHA-256 of its secret.</returns>
    /// <exception cref="ArgumentException">The id does not look like one.</exception>
    public static (string Token, string SecretHash) Create(IIds ids, string keyId, DataEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(keyId);
        if (!keyId.StartsWith(IdPrefix, StringComparison.Ordinal) || keyId.Length != IdPrefix.Length + IdLength)
        {
            throw new ArgumentException($"A key's id is '{IdPrefix}' and {IdLength} characters.", nameof(keyId));
        }

        var secret = ids.Secret(SecretLength);
        var prefix = environment == DataEnvironment.Production ? Production : Sandbox;
        return ($"{prefix}{keyId[IdPrefix.Length..]}_{secret}", Hash(secret));
    }

    /// <summary>Takes a token apart; null when it does not have a token's shape.</summary>
    public static ApiKeyTokenParts? Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var production = token.StartsWith(Production, StringComparison.Ordinal);
        if (!(production || token.StartsWith(Sandbox, StringComparison.Ordinal)) || token.Length != Sandbox.Length + IdLength + 1 + SecretLength)
        {
            return null;
        }

        var id = token.AsSpan(Sandbox.Length, IdLength);
        var secret = token.AsSpan(Sandbox.Length + IdLength + 1);
        return token[Sandbox.Length + IdLength] != '_' || id.ContainsAnyExcept(Letters) || secret.ContainsAnyExcept(Letters)
            ? null
            : new ApiKeyTokenParts($"{IdPrefix}{id}", production ? DataEnvironment.Production : DataEnvironment.Sandbox, Hash(secret.ToString()));
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
