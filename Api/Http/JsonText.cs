using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Actors.Api.Http;

/// <summary>
/// What is checked of a JSON text before its meaning: that it is one (MM-13), that no name stands twice, that it is not
/// too deep, and that its strings can be stored.
/// </summary>
internal static class JsonText
{
    public const int MaxDepth = 16;

    /// <summary>Why the text cannot be used, or null.</summary>
    public static Problem? Check(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return Problems.MalformedJson("The body is not UTF-8.", 1, 1);
        }

        // Deeper than any body can be, so that depth is found by the walk, which can say where.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = BodyReader.MaxBytes });
        var walk = new JsonWalk();
        try
        {
            while (reader.Read())
            {
                if (walk.Step(ref reader) is { } error)
                {
                    return Problems.InvalidBody([error]);
                }
            }
        }
        catch (JsonException exception)
        {
            return Malformed(utf8, (int)(exception.LineNumber ?? 0), (int)(exception.BytePositionInLine ?? 0));
        }

        return null;
    }

    /// <summary>SHA-256 of the text without its white space, lower-case hexadecimal.</summary>
    public static string Fingerprint(JsonElement json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            json.WriteTo(writer);
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    private static Problem Malformed(ReadOnlySpan<byte> utf8, int line, int byteInLine)
    {
        if (utf8.IsEmpty)
        {
            return Problems.MalformedJson("The body is empty; this path takes a JSON object.", 1, 1);
        }

        var column = Characters(utf8, line, byteInLine) + 1;
        var detail = $"The body is not JSON: it stops making sense at line {line + 1}, column {column}. "
            + "Look there, and at what stands just before it, for a missing comma, quote or bracket.";
        return Problems.MalformedJson(detail, line + 1, column);
    }

    private static int Characters(ReadOnlySpan<byte> utf8, int line, int bytes)
    {
        for (; line > 0; line--)
        {
            utf8 = utf8[(utf8.IndexOf((byte)'\n') + 1)..];
        }

        return Encoding.UTF8.GetCharCount(utf8[..Math.Min(bytes, utf8.Length)]);
    }
}
