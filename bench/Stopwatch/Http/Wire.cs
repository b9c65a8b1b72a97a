using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Actors.Bench.Stopwatch.Http;

/// <summary>One kept HTTP/1.1 connection, as lean as it gets: the load generator shares the machine with what it measures.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<Wire> ConnectAsync(IPEndPoint server)
    {
        var wire = new Wire();
        await wire._socket.ConnectAsync(server);
        return wire;
    }

    /// <summary>Sends a whole request and reads the whole answer. The body is valid until the next call.</summary>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += read;
            if (TryRead(_buffer.AsMemory(0, length)) is { } answer)
            {
                return answer;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static (int Status, ReadOnlyMemory<byte> Body)? TryRead(ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var status = Utf8Parser.TryParse(bytes.Span["HTTP/1.1 ".Length..], out int code, out _) ? code : 0;
        var body = bytes[(end + 4)..];
        if (ContentLength(bytes.Span[..(end + 2)]) is { } length)
        {
            return body.Length >= length ? (status, body[..length]) : null;
        }

        return status == 204 ? (status, body[..0]) : Unchunk(body) is { } whole ? (status, whole) : null;
    }

    /// <summary>The body of a chunked answer, moved together; null when its last chunk has not come.</summary>
    private static ReadOnlyMemory<byte>? Unchunk(ReadOnlyMemory<byte> body)
    {
        // Copies only when all of it is there: JSON has no bare line ends, so the last chunk cannot be mistaken.
        if (!body.Span.EndsWith("0\r\n\r\n"u8))
        {
            return null;
        }

        var whole = new byte[body.Length];
        var length = 0;
        for (var rest = body.Span; Utf8Parser.TryParse(rest, out int size, out var digits, 'x') && size > 0; rest = rest[(digits + 2 + size + 2)..])
        {
            rest.Slice(digits + 2, size).CopyTo(whole.AsSpan(length));
            length += size;
        }

        return whole.AsMemory(0, length);
    }

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _) ? length : null;
    }

    /// <summary>A request as bytes.</summary>
    public static byte[] Request(string method, string path, string token, string? body = null, string? idempotencyKey = null)
    {
        var head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n";
        head += idempotencyKey is null ? "" : $"Idempotency-Key: {idempotencyKey}\r\n";
        head += body is null ? "" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        return Encoding.UTF8.GetBytes($"{head}\r\n{body}");
    }
}
