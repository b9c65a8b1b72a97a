using System.Net;
using System.Net.Sockets;

namespace Actors.Webhooks;

/// <summary>
/// Which addresses a webhook may be sent to: public ones. Partners choose the host, so everything else would let them
/// make the silo speak to its own network (server-side request forgery).
/// </summary>
/// <param name="allowLoopback">Development: this machine is allowed.</param>
/// <param name="allowed">What the operator exempted.</param>
internal sealed class AddressPolicy(bool allowLoopback, IReadOnlyList<IPNetwork> allowed)
{
    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>IANA's special-purpose registry for IPv4, and one address that a large cloud keeps for itself.</summary>
    private static readonly IPNetwork[] Refused4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),          // this network
        IPNetwork.Parse("10.0.0.0/8"),         // private
        IPNetwork.Parse("100.64.0.0/10"),      // carrier-grade NAT; metadata of one cloud
        IPNetwork.Parse("127.0.0.0/8"),        // loopback
        IPNetwork.Parse("168.63.129.16/32"),   // host services of one cloud
        IPNetwork.Parse("169.254.0.0/16"),     // link-local; metadata of most clouds
        IPNetwork.Parse("172.16.0.0/12"),      // private
        IPNetwork.Parse("192.0.0.0/24"),       // protocol assignments; metadata of one cloud
        IPNetwork.Parse("192.0.2.0/24"),       // documentation
        IPNetwork.Parse("192.31.196.0/24"),    // AS112
        IPNetwork.Parse("192.52.193.0/24"),    // AMT
        IPNetwork.Parse("192.88.99.0/24"),     // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"),     // private
        IPNetwork.Parse("192.175.48.0/24"),    // AS112
        IPNetwork.Parse("198.18.0.0/15"),      // benchmarks
        IPNetwork.Parse("198.51.100.0/24"),    // documentation
        IPNetwork.Parse("203.0.113.0/24"),     // documentation
        IPNetwork.Parse("224.0.0.0/4"),        // multicast
        IPNetwork.Parse("240.0.0.0/4"),        // reserved, and broadcast
    ];

    /// <summary>
    /// The only part of IPv6 that is handed out as public. Outside of it lie ::, ::1, v4-compatible and v4-mapped
    /// addresses, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), discard (100::/64), segment routing (5f00::/16), unique local
    /// (fc00::/7), link-local, site-local and multicast.
    /// </summary>
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Refused6 =
    [
        IPNetwork.Parse("2001::/23"),          // protocol assignments: Teredo, benchmarks, ORCHID
        IPNetwork.Parse("2001:db8::/32"),      // documentation
        IPNetwork.Parse("2002::/16"),          // 6to4: carries an IPv4 address
        IPNetwork.Parse("2620:4f:8000::/48"),  // AS112
        IPNetwork.Parse("3fff::/20"),          // documentation
    ];

    /// <summary>Whether this very address may be dialled.</summary>
    public bool Allows(IPAddress address)
    {
        // Comparing would look through the mapping, and a name has no need of such an address.
        if (address.IsIPv4MappedToIPv6)
        {
            return false;
        }

        if (Contains(allowed, address) || (allowLoopback && Contains(Loopback, address)))
        {
            return true;
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Contains(Refused4, address),
            AddressFamily.InterNetworkV6 => Public6.Contains(address) && !Contains(Refused6, address),
            _ => false,
        };
    }

    private static bool Contains(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
