using System.Security.Cryptography;

namespace Actors.Webhooks;

/// <summary>Makes signing keys, written as Standard Webhooks writes them.</summary>
internal sealed class SigningKeys : ISigningKeys
{
    public const string SecretPrefix = "whsec_";
    public const string PrivatePrefix = "whsk_";
    public const string PublicPrefix = "whpk_";

    /// <summary>The standard takes 24 to 64 bytes.</summary>
    private const int SecretSize = 32;

    public SigningKey? New(string signature) => signature switch
    {
        Signatures.Hmac => new SigningKey(SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretSize)), null),
        Signatures.Ed25519 => Ed25519.IsAvailable ? Pair(RandomNumberGenerator.GetBytes(Ed25519.SeedSize)) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(signature), signature, "A signature of no kind."),
    };

    /// <summary>The private key is seed and public key one after another, as most libraries keep it.</summary>
    private static SigningKey Pair(byte[] seed)
    {
        var open = Ed25519.PublicKey(seed);
        return new SigningKey(PrivatePrefix + Convert.ToBase64String([.. seed, .. open]), PublicPrefix + Convert.ToBase64String(open));
    }
}
