namespace Actors;

/// <summary>Keeps what must be readable again (signing secrets) sealed, and makes codes that prove a link is ours.</summary>
public interface IVault
{
    /// <summary>Seals a secret for storage (AES-256-GCM). The purpose must be given again to open it.</summary>
    string Seal(string purpose, string secret);

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Sealed with another key or purpose, or altered.</exception>
    string Open(string purpose, string @sealed);

    /// <summary>A code over a text (HMAC-SHA256, 32 hexadecimal characters).</summary>
    string Code(string purpose, string text);
}
