using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>Sends requests byte by byte over a connection that it keeps while the server does.</summary>
internal sealed class RawClient(Uri address) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private NetworkStream? _stream;
    private int _start;
    private int _end;

    /// <summary>How often a kept connection was gone when it was used again; the request was then sent over a new one.</summary>
    public int Gone { get; private set; }

    /// <param name="alone">On a connection of its own, which is closed afterwards.</param>
    /// <exception cref="IOException">No answer came, or none that is HTTP.</exception>
    /// <exception cref="OperationCanceledException">No whole answer came within the limit.</exception>
    public async Task<RawAnswer> SendAsync(RawRequest request, bool alone, TimeSpan limit)
    {
        if (alone)
        {
            Close();
        }

        using var end = new CancellationTokenSource(limit);
        var isKept = _stream is not null;
        try
        {
            return await OnceAsync(request, alone, end.Token);
        }
        catch (IOException) when (isKept)
        {
            Gone++;
            return await OnceAsync(request, alone, end.Token);
        }
    }

    public void Dispose() => Close();

    private async Task<RawAnswer> OnceAsync(RawRequest request, bool alone, CancellationToken cancellationToken)
    {
        try
        {
            _stream ??= await ConnectAsync(cancellationToken);

            // Not awaited before the answer: the server may refuse what it has not read to its end.
            var sending = _stream.WriteAsync(request.ToBytes(address.Authority), cancellationToken).AsTask();
            var answer = await ReadAsync(request.Method == "HEAD", cancellationToken);
            var isSent = await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(5), cancellationToken)) == sending && sending.IsCompletedSuccessfully;
            if (alone || answer.Closes || !isSent)
            {
                Close();
            }

            return answer;
        }
        catch
        {
            Close();
            throw;
        }
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new IOException("No connection: " + error.Message, error);
        }

        (_start, _end) = (0, 0);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task<RawAnswer> ReadAsync(bool isHead, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = await LineAsync(cancellationToken);
            if (!status.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || !int.TryParse(status.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                throw new IOException($"'{status}' is no status line.");
            }

            var headers = await HeadersAsync(cancellationToken);
            if (code >= 200)
            {
                return RawAnswer.Of(code, headers, isHead || code is 204 or 304 ? [] : await BodyAsync(headers, cancellationToken));
            }
        }
    }

    private async Task<Dictionary<string, string>> HeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var line = await LineAsync(cancellationToken); line.Length > 0; line = await LineAsync(cancellationToken))
        {
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var before) ? before + ", " + value : value;
        }

        return headers;
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (headers.TryGetValue("Content-Length", out var length))
        {
            await TakeAsync(body, int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }
        else if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            for (var size = await SizeAsync(cancellationToken); size > 0; size = await SizeAsync(cancellationToken))
            {
                await TakeAsync(body, size, cancellationToken);
                await LineAsync(cancellationToken);
            }

            await LineAsync(cancellationToken);
        }
        else
        {
            throw new IOException("The answer does not say how long it is.");
        }

        return body.ToArray();
    }

    private async Task<int> SizeAsync(CancellationToken cancellationToken) =>
        int.Parse(await LineAsync(cancellationToken), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private async Task TakeAsync(MemoryStream body, int count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            await FillAsync(cancellationToken);
            var taken = Math.Min(count, _end - _start);
            body.Write(_buffer, _start, taken);
            (_start, count) = (_start + taken, count - taken);
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            await FillAsync(cancellationToken);
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            line.Append(Encoding.Latin1.GetString(_buffer, _start, at < 0 ? _end - _start : at));
            _start = at < 0 ? _end : _start + at + 1;
            if (at >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            (_start, _end) = (0, await _stream!.ReadAsync(_buffer, cancellationToken));
            if (_end == 0)
            {
                throw new IOException("The server closed the connection.");
            }
        }
    }

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
