using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Actors.Bench.Stopwatch.Http;

/// <summary>
/// A partner's receiver that costs next to nothing: it takes each push, gives a challenge back, and counts. Plain
/// sockets, so that the machine's time goes to who sends.
/// </summary>
internal sealed class Receiver : IDisposable
{
    private static readonly byte[] Taken = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
    private static readonly byte[] Refused = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource _enough = new();
    private int _expected = int.MaxValue;
    private int _taken;
    private int _skip;
    private long _first;

    public Receiver()
    {
        _listener.Start(512);
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hooks");

    /// <summary>Answers 503 as long as it is set.</summary>
    public bool IsClosed { get; set; }

    /// <summary>How many pushes it answered with 200.</summary>
    public int Count => Volatile.Read(ref _taken);

    /// <summary>When the first push came that counts, as a stopwatch's time stamp.</summary>
    public long FirstAt => Volatile.Read(ref _first);

    /// <summary>Starts counting anew; ends when so many have come, after those that do not count.</summary>
    public Task Expect(int count, int skip)
    {
        _enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _taken, 0);
        Volatile.Write(ref _skip, skip);
        Volatile.Write(ref _expected, skip + count);
        return _enough.Task;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_closing.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        connection.NoDelay = true;
        var buffer = new byte[256 * 1024];
        var length = 0;
        try
        {
            while (await connection.ReceiveAsync(buffer.AsMemory(length), _closing.Token) is var read and > 0)
            {
                length += read;
                while (Take(buffer.AsSpan(0, length)) is { Size: > 0 } request)
                {
                    buffer.AsSpan(request.Size, length - request.Size).CopyTo(buffer);
                    length -= request.Size;
                    await connection.SendAsync(request.Answer, _closing.Token);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The sender is gone, or we are.
        }
    }

    private (int Size, byte[] Answer) Take(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        var name = "Content-Length: "u8;
        var at = head < 0 ? -1 : bytes[..head].IndexOf(name);
        if (at < 0 || !Utf8Parser.TryParse(bytes[(at + name.Length)..], out int length, out _) || bytes.Length < head + 4 + length)
        {
            return (0, []);
        }

        return (head + 4 + length, Answer(bytes.Slice(head + 4, length)));
    }

    private byte[] Answer(ReadOnlySpan<byte> body)
    {
        if (IsClosed)
        {
            return Refused;
        }

        var name = "\"challenge\":\""u8;
        var at = body.IndexOf(name);
        if (at >= 0)
        {
            var rest = body[(at + name.Length)..];
            var challenge = Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')]);
            return Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nwebhook-challenge: {challenge}\r\nContent-Length: 0\r\n\r\n");
        }

        var taken = Interlocked.Increment(ref _taken);
        if (taken == Volatile.Read(ref _skip) + 1)
        {
            Volatile.Write(ref _first, System.Diagnostics.Stopwatch.GetTimestamp());
        }

        if (taken == Volatile.Read(ref _expected))
        {
            _enough.TrySetResult();
        }

        return Taken;
    }
}
