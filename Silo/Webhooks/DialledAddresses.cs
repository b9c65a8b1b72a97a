using System.Collections.Concurrent;
using System.Net;

namespace Actors.Webhooks;

/// <summary>
/// The address that each host was last connected at. A connection is used for several attempts, so the attempt itself
/// does not know it; connections live two minutes at most.
/// </summary>
internal sealed class DialledAddresses
{
    private const int Remembered = 20_000;

    private readonly ConcurrentDictionary<(string Host, int Port), IPEndPoint> _last = new();

    public void Note(string host, int port, IPEndPoint address)
    {
        if (_last.Count > Remembered)
        {
            _last.Clear();
        }

        _last[(host, port)] = address;
    }

    /// <summary>Whether an attempt that failed had a connection: what an earlier one was connected at says nothing about it.</summary>
    public static bool WasReached(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // The handler reports that there was no connection in time as a TimeoutException; ours for the whole attempt is none.
            if (cause is DialException or TimeoutException
                or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The address of the last connection, or nothing when there was none.</summary>
    public string Of(Uri uri) => _last.TryGetValue((uri.IdnHost, uri.Port), out var address) ? address.ToString() : "";
}
