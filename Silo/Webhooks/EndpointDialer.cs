using System.Net;
using System.Net.Sockets;

namespace Actors.Webhooks;

/// <summary>Looks a host up. DNS, but for tests.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// Connects to an endpoint. It resolves the name itself, once per connection, and dials only addresses that it has
/// checked itself: a name that answers differently the second time (DNS rebinding) gains nothing.
/// </summary>
internal sealed class EndpointDialer(AddressPolicy policy, ResolveHost resolve, TimeSpan timeout)
{
    /// <summary>Where successful connections are noted.</summary>
    public DialledAddresses? Dialled { get; init; }

    /// <summary>More addresses than that are not tried.</summary>
    private const int MaxCandidates = 4;

    /// <exception cref="DialException">Which of DNS, policy and network it was.</exception>
    public async Task<Stream> Dial(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var found = await Resolve(target.Host, cancellationToken);
        var candidates = found.Where(policy.Allows).Take(MaxCandidates).ToArray();
        if (candidates.Length == 0)
        {
            throw new DialException(WebhookOutcome.BlockedAddress);
        }

        SocketException? last = null;
        foreach (var address in candidates)
        {
            try
            {
                var stream = await Connect(new IPEndPoint(address, target.Port), timeout / candidates.Length, cancellationToken);
                Dialled?.Note(target.Host, target.Port, new IPEndPoint(address, target.Port));
                return stream;
            }
            catch (SocketException exception)
            {
                last = exception;
            }
        }

        throw new DialException(
            last?.SocketErrorCode == SocketError.TimedOut ? WebhookOutcome.Timeout : WebhookOutcome.ConnectionFailed, last);
    }

    private async Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] found = IPAddress.TryParse(host, out var address) ? [address] : await resolve(host, cancellationToken);
            return found.Length > 0 ? found : throw new DialException(WebhookOutcome.DnsFailure);
        }
        catch (SocketException exception)
        {
            throw new DialException(WebhookOutcome.DnsFailure, exception);
        }
    }

    // Each address gets its share of the time, so that a dead first one leaves some to the second.
    private static async Task<Stream> Connect(IPEndPoint address, TimeSpan share, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(share);
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
