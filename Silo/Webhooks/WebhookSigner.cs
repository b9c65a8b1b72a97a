using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Webhooks;

/// <summary>Signs as Standard Webhooks 1.0.0: HMAC-SHA256 over <c>id.timestamp.body</c>, symmetric keys only (MM-42).</summary>
internal static class WebhookSigner
{
    private const string SecretPrefix = "whsec_";

    /// <summary>The value of <c>webhook-signature</c>: <c>v1,…</c> for each secret, in their order, between blanks.</summary>
    /// <param name="secrets">Each <c>whsec_</c> and base64, newest first; at least one.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: Unix seconds.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <exception cref="FormatException">A secret is not one. The message does not contain it.</exception>
    public static string Sign(IReadOnlyList<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        // An unsigned push would teach receivers to take unsigned pushes.
        ArgumentOutOfRangeException.ThrowIfZero(secrets.Count, nameof(secrets));

        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signatures = new string[secrets.Count];
        for (var i = 0; i < secrets.Count; i++)
        {
            using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key(secrets[i]));
            mac.AppendData(head);
            mac.AppendData(body);
            mac.GetHashAndReset(code);
            signatures[i] = "v1," + Convert.ToBase64String(code);
        }

        return string.Join(' ', signatures);
    }

    private static byte[] Key(string secret)
    {
        var text = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret.AsSpan(SecretPrefix.Length) : default;
        var key = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64Chars(text, key, out var length) && length > 0
            ? key[..length]
            : throw new FormatException("A signing secret is not 'whsec_' and base64.");
    }
}
