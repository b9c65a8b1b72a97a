using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Runtime.Keys;

/// <summary>The platform's master key, and what is derived from it: one key for each purpose (HKDF-SHA256).</summary>
internal sealed class KeyRing(byte[] master) : IVault
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string Version = "v1.";

    /// <summary>The size of a master key, in bytes.</summary>
    public const int MasterSize = 32;

    /// <summary>Purposes are few, and named in code: each is derived once.</summary>
    private readonly ConcurrentDictionary<string, byte[]> _derived = [];

    public string Seal(string purpose, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var output = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceSize));
        using var aes = new AesGcm(Derive("seal:" + purpose), TagSize);
        aes.Encrypt(
            output.AsSpan(0, NonceSize), plain, output.AsSpan(NonceSize + TagSize), output.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(purpose));
        return Version + Convert.ToBase64String(output);
    }

    public string Open(string purpose, string @sealed)
    {
        ArgumentNullException.ThrowIfNull(@sealed);
        if (!@sealed.StartsWith(Version, StringComparison.Ordinal))
        {
            throw new CryptographicException("The secret was sealed in a way that this version does not know.");
        }

        var input = new byte[@sealed.Length];
        if (!Convert.TryFromBase64String(@sealed[Version.Length..], input, out var length) || length < NonceSize + TagSize)
        {
            throw new CryptographicException("The secret was altered.");
        }

        Array.Resize(ref input, length);
        var plain = new byte[input.Length - NonceSize - TagSize];
        using var aes = new AesGcm(Derive("seal:" + purpose), TagSize);
        aes.Decrypt(
            input.AsSpan(0, NonceSize), input.AsSpan(NonceSize + TagSize), input.AsSpan(NonceSize, TagSize), plain, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(plain);
    }

    public string Code(string purpose, string text) => Convert.ToHexStringLower(Hash("code:" + purpose, text).AsSpan(0, 16));

    /// <summary>HMAC-SHA256 of a text under the key of a purpose.</summary>
    public byte[] Hash(string purpose, string text) => HMACSHA256.HashData(Derive(purpose), Encoding.UTF8.GetBytes(text));

    private byte[] Derive(string purpose) => _derived.GetOrAdd(
        purpose, purpose => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, MasterSize, info: Encoding.UTF8.GetBytes("actors:" + purpose)));
}
