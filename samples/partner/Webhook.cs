using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Partner;

/// <summary>Says whether a push is genuine (Standard Webhooks 1.0.0). Copy this into your own code.</summary>
public static class Webhook
{
    private const long ToleranceSeconds = 5 * 60;

    /// <param name="secret">The endpoint's secret: <c>whsec_…</c>.</param>
    /// <param name="headers">The request's headers.</param>
    /// <param name="body">The body's bytes exactly as they came: verify before you parse.</param>
    /// <param name="now">The time by your clock.</param>
    public static bool Verify(string secret, IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(headers);
        string id = headers["webhook-id"].ToString(), timestamp = headers["webhook-timestamp"].ToString();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || sent < now.ToUnixTimeSeconds() - ToleranceSeconds
            || sent > now.ToUnixTimeSeconds() + ToleranceSeconds)
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var code = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(code));

        // While a secret is being changed there is one signature for each; any that fits will do.
        return headers["webhook-signature"].ToString().Split(' ')
            .Any(signature => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)));
    }
}
