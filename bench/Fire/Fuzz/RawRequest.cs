using System.Globalization;
using System.Text;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>
/// One HTTP/1.1 request, byte by byte: no client stands in between that would refuse to send it. A character of
/// target and headers is one byte (Latin-1); <see cref="Bytes"/> writes a text in UTF-8 that way.
/// </summary>
internal sealed record RawRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    private const int LongestPrinted = 2_000;

    /// <summary>A length that is announced instead of the body's own; the body is not sent then.</summary>
    public long? AnnouncedLength { get; init; }

    /// <summary>Sends the body in pieces, without its length.</summary>
    public bool IsChunked { get; init; }

    public static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    public RawRequest With(string header, string value) => this with { Headers = [.. Headers.Where(one => !Is(one.Name, header)), (header, value)] };

    public RawRequest Without(string header) => this with { Headers = [.. Headers.Where(one => !Is(one.Name, header))] };

    public RawRequest And(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public byte[] ToBytes(string host)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\n");
        foreach (var (name, value) in Headers.Any(one => Is(one.Name, "Host")) ? Headers : [("Host", host), .. Headers])
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (IsChunked)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
        }
        else if ((AnnouncedLength ?? Body?.Length) is { } length)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        }

        byte[] start = [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString())];
        return AnnouncedLength is not null ? start : [.. start, .. IsChunked ? Chunked(Body ?? []) : Body ?? []];
    }

    /// <summary>The same by hand. A long body is left in a file.</summary>
    public string ToCurl(string address)
    {
        var line = new StringBuilder("curl -si --path-as-is");
        line.Append(CultureInfo.InvariantCulture, $" -X {Quoted(Method)} {Quoted(address + Target)}");
        foreach (var (name, value) in Headers)
        {
            line.Append(CultureInfo.InvariantCulture, $" -H {Quoted(value.Length == 0 ? name + ";" : $"{name}: {value}")}");
        }

        if (AnnouncedLength is { } length)
        {
            return line.Append(CultureInfo.InvariantCulture, $" -H 'Content-Length: {length}'").ToString();
        }

        if (Body is null)
        {
            return line.ToString();
        }

        line.Append(IsChunked ? " -H 'Transfer-Encoding: chunked'" : "");
        if (Body.Length <= LongestPrinted)
        {
            return $"printf {Printable(Encoding.Latin1.GetString(Body).Replace("%", "%%", StringComparison.Ordinal), "'")} | {line} --data-binary @-";
        }

        var file = Path.Combine(Path.GetTempPath(), $"actors-fuzz-{Environment.ProcessId}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body))[..12]}.body");
        File.WriteAllBytes(file, Body);
        return $"{line} --data-binary @{file}";
    }

    private static byte[] Chunked(byte[] body)
    {
        List<byte> bytes = [];
        foreach (var chunk in body.Chunk(1_000))
        {
            bytes.AddRange(Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            bytes.AddRange(chunk);
            bytes.AddRange("\r\n"u8);
        }

        bytes.AddRange("0\r\n\r\n"u8);
        return [.. bytes];
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static string Quoted(string text) => text.All(letter => letter is >= ' ' and <= '~' and not '\'') ? $"'{text}'" : Printable(text, "$'");

    /// <summary>Everything that is not printable in octal, as both <c>printf</c> and <c>$'…'</c> read it.</summary>
    private static string Printable(string text, string open)
    {
        var written = new StringBuilder(open);
        foreach (var letter in text.Length > LongestPrinted * 2 ? text[..(LongestPrinted * 2)] : text)
        {
            _ = letter switch
            {
                '\\' => written.Append("\\\\"),
                >= ' ' and <= '~' and not '\'' => written.Append(letter),
                _ => written.Append('\\').Append(Convert.ToString(letter, 8).PadLeft(3, '0')),
            };
        }

        return written.Append(text.Length > LongestPrinted * 2 ? "…'" : "'").ToString();
    }
}
