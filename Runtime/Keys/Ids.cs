using System.Security.Cryptography;
using System.Text;
using Actors.Runtime.Storage;

namespace Actors.Runtime.Keys;

/// <summary>Ids of 26 characters in Crockford's base 32: time and chance, or a code over a seed.</summary>
internal sealed class Ids(TimeProvider time, KeyRing keys) : IIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    public string New(string prefix)
    {
        Span<byte> bytes = stackalloc byte[17];
        RandomNumberGenerator.Fill(bytes);
        var at = time.GetUtcNow().ToMilliseconds();

        // 48 bits of time first, so that ids sort by their making.
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(at >> (40 - (8 * i)));
        }

        return prefix + "_" + Encode(bytes);
    }

    public string From(string prefix, params ReadOnlySpan<string> seed)
    {
        var text = new StringBuilder(prefix);
        foreach (var part in seed)
        {
            text.Append('\n').Append(part.Length).Append(':').Append(part);
        }

        return prefix + "_" + Encode(keys.Hash("ids", text.ToString()).AsSpan(0, 17));
    }

    public string Secret(int length) =>
        RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", length);

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[Length];
        var (bits, count, next) = (0, 0, 0);
        for (var i = 0; i < Length; i++)
        {
            if (count < 5)
            {
                bits = (bits << 8) | bytes[next++];
                count += 8;
            }

            count -= 5;
            text[i] = Alphabet[(bits >> count) & 31];
            bits &= (1 << count) - 1;
        }

        return text.ToString();
    }
}
