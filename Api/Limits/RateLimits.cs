using System.Net;
using System.Net.Sockets;
using Actors.Api.Http;
using Microsoft.Extensions.Options;

namespace Actors.Api.Limits;

/// <summary>
/// The quotas of this silo. Each silo gives its share, the quota divided by the live silos: nobody has to be asked, and
/// together they never give more than the quota. What it costs: who always comes to the same silo gets only that
/// silo's share; the headers say the share, so that they are always true.
/// </summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> options, ISilos silos, TimeProvider time)
{
    public const string KeyPolicy = "key";
    public const string AddressPolicy = "address";

    private readonly RateLimitOptions _options = options.Value;
    private readonly Buckets _keys = new(time, options.Value.MaxRemembered);
    private readonly Buckets _addresses = new(time, options.Value.MaxRemembered);

    /// <summary>Takes one call of a key.</summary>
    public Verdict Take(Caller caller) => _keys.Take(
        caller.KeyId,
        new Quota(
            KeyPolicy,
            Math.Max(1, (caller.Environment == DataEnvironment.Production ? _options.Production : _options.Sandbox) / silos.Live),
            _options.Window));

    /// <summary>Takes one call without a valid key of an address.</summary>
    public Verdict Take(IPAddress? address) => _addresses.Take(NameOf(address), Address);

    /// <summary>
    /// Whether a key may be tried. An address that used its quota up may not try keys that this silo has not seen in
    /// use: guesses cost the store nothing then. A key in use goes on, for others may share its address.
    /// </summary>
    public bool MayTry(string keyId, IPAddress? address) =>
        _addresses.Look(NameOf(address), Address).Wait is null || _keys.Knows(keyId);

    // Not shared out: a guesser gains nothing by it, and an address has no silo of its own.
    private Quota Address => new(AddressPolicy, _options.Unauthenticated, _options.Window);

    /// <summary>IPv6 networks are given out by /64: its addresses are one caller's.</summary>
    private static string NameOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
