namespace Actors.Webhooks;

/// <summary>Makes the keys that pushes are signed with (Standard Webhooks 1.0.0, MM-42). Singleton.</summary>
public interface ISigningKeys
{
    /// <summary>A new key; null when this machine cannot sign so (ed25519 needs OpenSSL's libcrypto).</summary>
    /// <param name="signature">One of <see cref="Signatures"/>.</param>
    SigningKey? New(string signature);
}

/// <summary>A key as it is made, before it is sealed.</summary>
/// <param name="Secret"><c>whsec_…</c> to be shared with the receiver, or <c>whsk_…</c> which nobody else sees.</param>
/// <param name="PublicKey"><c>whpk_…</c>, what the receiver of ed25519 verifies with; null for a shared secret.</param>
public sealed record SigningKey(string Secret, string? PublicKey);

/// <summary>How pushes are signed.</summary>
public static class Signatures
{
    /// <summary><c>v1</c>: HMAC-SHA256 with a shared secret.</summary>
    public const string Hmac = "hmac";

    /// <summary><c>v1a</c>: ed25519; the receiver holds a public key only.</summary>
    public const string Ed25519 = "ed25519";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Known { get; } = [Hmac, Ed25519];
}
