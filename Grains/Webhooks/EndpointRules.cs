namespace Actors.Webhooks;

/// <summary>What an endpoint may be. Whether http and loopback are allowed is the API's matter: it knows the configuration.</summary>
internal static class EndpointRules
{
    public const int UrlLength = 2_000;
    public const int Description = 500;
    public const int LiveSecrets = 10;

    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    public static Rejection? Faulty(WebhookEndpointCommand.Set c)
    {
        var faults = new Faults().Required("/url", c.Url, UrlLength).Optional("/description", c.Description, Description);
        return faults.Rejection is null && UrlFault(c.Url) is { } fault
            ? faults.Add("/url", "url_invalid", fault).Rejection
            : faults.Rejection;
    }

    public static Decision<WebhookEndpointEvent> Rotate(EndpointFacts facts, WebhookEndpointCommand.RotateSecret c)
    {
        if (c.Overlap < TimeSpan.Zero || c.Overlap > LongestOverlap)
        {
            return Decision.Reject<WebhookEndpointEvent>(Refuse.Invalid(
                "overlap_out_of_range", $"Give an overlap of 0 to {LongestOverlap.Days} days.", "/overlap_seconds"));
        }

        var staying = c.Overlap == TimeSpan.Zero ? 0 : facts.Live(c.At).Count();
        return staying >= LiveSecrets
            ? Decision.Reject<WebhookEndpointEvent>(Refuse.Conflict(
                "too_many_secrets",
                $"{LiveSecrets} secrets sign already; wait until one expires, or rotate with an overlap of 0.",
                "/overlap_seconds"))
            : Decision.Accept<WebhookEndpointEvent>(new WebhookEndpointEvent.SecretRotated(c.SealedSecret, c.At + c.Overlap, c.At));
    }

    private static string? UrlFault(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) switch
    {
        false => "This is no absolute URL; give one such as https://example.com/webhooks.",
        _ when uri!.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp => "Give an https URL.",
        _ when uri.Host.Length == 0 => "Give a URL with a host.",
        _ when uri.UserInfo.Length > 0 => "Leave out the user name and password; every push is signed instead.",
        _ when url.Contains('#', StringComparison.Ordinal) => "Leave out the part from # on; it is never sent.",
        _ when url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) => "Leave out blanks and line breaks.",
        _ => null,
    };
}
