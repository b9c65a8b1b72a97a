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

    /// <summary>The address, or nothing when there was no connection.</summary>
    public string Of(Uri uri) => _last.TryGetValue((uri.IdnHost, uri.Port), out var address) ? address.ToString() : "";
}
