using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Actors.Bench.Fire.Slow;

/// <summary>What a bad caller does with its connection.</summary>
internal enum SlowKind
{
    /// <summary>Asks once, then lies idle.</summary>
    Idle,

    /// <summary>Never says a word.</summary>
    Silent,

    /// <summary>Sends its headers byte by byte.</summary>
    Headers,

    /// <summary>Sends its body byte by byte.</summary>
    Body,

    /// <summary>Waits for events that do not come.</summary>
    Poll,

    /// <summary>Follows an order's screen.</summary>
    Stream,
}

/// <summary>
/// Very many idle and slow connections; one that the server ends comes again. Server and crowd each need a file for every
/// connection: the runtime raises the soft limit to the hard one (<c>ulimit -Hn</c>) by itself.
/// </summary>
internal sealed class SlowCrowd(Uri address, string key, string screen) : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private static readonly SlowKind[] Mix =
        [SlowKind.Idle, SlowKind.Idle, SlowKind.Idle, SlowKind.Silent, SlowKind.Headers, SlowKind.Headers, SlowKind.Body, SlowKind.Body, SlowKind.Poll, SlowKind.Stream];

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _door = new(64); // no faster than the server's queue of connections takes
    private readonly List<Task> _members = [];
    private readonly int[] _ended = new int[Enum.GetValues<SlowKind>().Length];
    private int _open;
    private int _arrived;

    public int Open => _open;

    /// <summary>How many came so far, those that came again too.</summary>
    public int Arrived => _arrived;

    /// <summary>How many connections the server ended.</summary>
    public int Ended => _ended.Sum();

    public string Fates => string.Join(", ", Enum.GetValues<SlowKind>().Select(kind => $"{_ended[(int)kind]} {kind}"));

    /// <summary>Lets so many in, of one kind or mixed, and returns when all have said what they say at first.</summary>
    public async Task JoinAsync(int count, SlowKind? only, TimeSpan limit)
    {
        var goal = _arrived + count;
        _members.AddRange(Enumerable.Range(0, count).Select(n => Task.Run(() => LiveAsync(only ?? Mix[n % Mix.Length]))));
        await UntilAsync(() => _arrived >= goal, limit);
    }

    /// <summary>Returns when it holds, or the limit is over.</summary>
    public static async Task<bool> UntilAsync(Func<bool> holds, TimeSpan limit)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds() && TimeProvider.System.GetElapsedTime(started) < limit)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return holds();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_members);
        _stop.Dispose();
        _door.Dispose();
    }

    private async Task LiveAsync(SlowKind kind)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(kind, _stop.Token);
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                // Ended by the server: it comes again.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Interlocked.Increment(ref _ended[(int)kind]);
            await Task.Delay(Tick, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One connection, until the server ends it.</summary>
    private async Task OnceAsync(SlowKind kind, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4_096, SendBufferSize = 4_096 };
        await _door.WaitAsync(cancellationToken);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            await socket.SendAsync(Encoding.ASCII.GetBytes(First(kind)), cancellationToken);
        }
        finally
        {
            _door.Release();
        }

        Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _arrived);
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var dribbling = DribbleAsync(socket, kind, over.Token);
            var buffer = new byte[512];
            while (await socket.ReceiveAsync(buffer, cancellationToken) > 0)
            {
                if (kind == SlowKind.Poll && Encoding.ASCII.GetString(buffer).Contains("HTTP/1.1 200", StringComparison.Ordinal))
                {
                    await socket.SendAsync(Encoding.ASCII.GetBytes(First(kind)), cancellationToken);
                }
            }

            await over.CancelAsync();
            await dribbling;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task DribbleAsync(Socket socket, SlowKind kind, CancellationToken cancellationToken)
    {
        while (kind is SlowKind.Headers or SlowKind.Body && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Tick, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await socket.SendAsync("x"u8.ToArray(), cancellationToken);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Gone; who reads from it hears of it too.
                return;
            }
        }
    }

    private string First(SlowKind kind)
    {
        var known = string.Create(CultureInfo.InvariantCulture, $"Host: {address.Authority}\r\nAuthorization: Bearer {key}\r\n");
        return kind switch
        {
            SlowKind.Idle => $"GET /health/live HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n",
            SlowKind.Headers => $"GET /orders HTTP/1.1\r\nHost: {address.Authority}\r\nX-Slow: ",
            SlowKind.Body => $"POST /orders HTTP/1.1\r\n{known}Idempotency-Key: slow\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{",
            SlowKind.Poll => $"GET /events?after=2147483647&wait=30 HTTP/1.1\r\n{known}\r\n",
            SlowKind.Stream => $"GET {screen}/events HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n",
            _ => "",
        };
    }
}
