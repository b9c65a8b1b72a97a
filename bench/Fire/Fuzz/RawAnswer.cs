using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>What came back.</summary>
/// <param name="Bytes">The body, not compressed any more.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string? ContentType => Headers.GetValueOrDefault("Content-Type");

    public bool IsJson => ContentType is { } type && (type.StartsWith("application/json", StringComparison.Ordinal) || type == "application/problem+json");

    public bool Closes => Headers.GetValueOrDefault("Connection") == "close";

    /// <exception cref="DecoderFallbackException">The body is not UTF-8.</exception>
    public string Text => Strict.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Bytes);

    public static RawAnswer Of(int status, Dictionary<string, string> headers, byte[] body) => new(status, headers, headers.GetValueOrDefault("Content-Encoding") switch
    {
        "gzip" when body.Length > 0 => Unpacked(new GZipStream(new MemoryStream(body), CompressionMode.Decompress)),
        "br" when body.Length > 0 => Unpacked(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)),
        _ => body,
    });

    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Bytes.AsSpan(0, Math.Min(Bytes.Length, 400)))}";

    private static byte[] Unpacked(Stream packed)
    {
        using (packed)
        {
            using var plain = new MemoryStream();
            packed.CopyTo(plain);
            return plain.ToArray();
        }
    }
}
