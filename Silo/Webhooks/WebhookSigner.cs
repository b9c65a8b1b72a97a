using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Webhooks;

/// <summary>Signs <c>id.timestamp.body</c> as Standard Webhooks 1.0.0: HMAC-SHA256 or ed25519, as each key has it (MM-42).</summary>
internal static class WebhookSigner
{
    /// <summary>The value of <c>webhook-signature</c>: <c>v1,…</c> or <c>v1a,…</c> for each secret, in their order, between blanks.</summary>
    /// <param name="secrets">Each <c>whsec_</c> or <c>whsk_</c> and base64, newest first; at least one.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: Unix seconds.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <exception cref="FormatException">A secret is not one. The message does not contain it.</exception>
    public static string Sign(IReadOnlyList<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        // An unsigned push would teach receivers to take unsigned pushes.
        ArgumentOutOfRangeException.ThrowIfZero(secrets.Count, nameof(secrets));

        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        var signatures = new string[secrets.Count];
        for (var i = 0; i < secrets.Count; i++)
        {
            signatures[i] = secrets[i].StartsWith(SigningKeys.PrivatePrefix, StringComparison.Ordinal)
                ? "v1a," + Convert.ToBase64String(Ed25519.Sign(Key(secrets[i], SigningKeys.PrivatePrefix), [.. head, .. body]))
                : "v1," + Convert.ToBase64String(Code(Key(secrets[i], SigningKeys.SecretPrefix), head, body));
        }

        return string.Join(' ', signatures);
    }

    private static byte[] Code(byte[] key, byte[] head, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(head);
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static byte[] Key(string secret, string prefix)
    {
        var text = secret.StartsWith(prefix, StringComparison.Ordinal) ? secret.AsSpan(prefix.Length) : default;
        var key = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64Chars(text, key, out var length) && length > 0
            ? key[..length]
            : throw new FormatException("A signing secret is not 'whsec_' or 'whsk_' and base64.");
    }
}
