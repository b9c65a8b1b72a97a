using System.Net;
using Microsoft.Extensions.Options;

namespace Actors.Webhooks;

/// <summary>Refuses early what the dialer would refuse with every push.</summary>
internal sealed class EndpointPolicy(AddressPolicy addresses, IOptions<WebhookOptions> options) : IEndpointPolicy
{
    private readonly bool _allowInsecure = options.Value.AllowInsecureEndpoints;

    public FieldError? Check(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return null;
        }

        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        {
            // The grain asks for https, and does not know that here more is taken.
            return _allowInsecure
                ? new FieldError("/url", "url_invalid", "Give an https URL, or an http one: this silo is set up for development and takes both.")
                : null;
        }

        if (EndpointUrl.Parse(url, _allowInsecure) is null && EndpointUrl.Parse(url, allowInsecure: true) is not null)
        {
            return new FieldError("/url", "url_insecure", "Give an https URL: pushes carry personal data.");
        }

        return IsPublic(uri)
            ? null
            : new FieldError("/url", "url_not_public", _allowInsecure
                ? "Give a host that can be reached from outside, or localhost, which this silo takes for development; this address is private or reserved."
                : "Give a host that can be reached from outside; this address is private or reserved.");
    }

    /// <summary>A name counts as public unless it says itself that it is this machine.</summary>
    private bool IsPublic(Uri uri)
    {
        // IdnHost is what the dialer is given: without brackets, and with 0x7f.1 spelled out.
        return IPAddress.TryParse(uri.IdnHost, out var address)
            ? addresses.Allows(address)
            : _allowInsecure || !IsThisMachine(uri.IdnHost.TrimEnd('.'));
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
