namespace Actors.Webhooks;

/// <summary>What an endpoint may be. Whether http and loopback are allowed is the API's matter: it knows the configuration.</summary>
internal static class EndpointRules
{
    public const int UrlLength = 2_000;
    public const int Description = 500;
    public const int LiveSecrets = 10;
    public const int Endpoints = 20;
    public const int Filters = 50;
    public const int FilterLength = 100;
    public const int MostPerSecond = 1_000;

    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    public static Rejection NotFound => Refuse.NotFound("endpoint_not_found", "There is no such endpoint; list them to see which there are.");

    public static Rejection NotEnabled => Refuse.Conflict(
        "endpoint_not_enabled", "The endpoint takes no pushes now; it must be verified and enabled first.");

    /// <summary>The refusal when an endpoint is not as its caller saw it.</summary>
    public static Rejection? Moved(FeedFacts facts, FeedCommand command, long seen)
    {
        var id = command switch
        {
            FeedCommand.UpdateEndpoint c => c.EndpointId,
            FeedCommand.Rotate c => c.EndpointId,
            FeedCommand.Disable c => c.EndpointId,
            FeedCommand.Enable c => c.EndpointId,
            FeedCommand.Delete c => c.EndpointId,
            FeedCommand.Verify c => c.EndpointId,
            _ => "",
        };
        return facts.Find(id) is { } endpoint && endpoint.Revision != seen
            ? new Rejection(
                RejectionKind.PreconditionFailed,
                "version_mismatch",
                "The endpoint was changed since you read it. Read it again, and repeat with the ETag that you get.")
            : null;
    }

    /// <param name="notes">Metadata that is there.</param>
    /// <param name="noted">Changes of it.</param>
    public static Rejection? Faulty(
        string url,
        string description,
        IReadOnlyList<string> events,
        int perSecond,
        IReadOnlyDictionary<string, string> notes,
        IReadOnlyDictionary<string, string>? noted)
    {
        var faults = new Faults().Required("/url", url, UrlLength).Optional("/description", description, Description);
        if (faults.Rejection is null && UrlFault(url) is { } fault)
        {
            faults.Add("/url", "url_invalid", fault);
        }

        faults
            .Require(perSecond is >= 0 and <= MostPerSecond, "/max_per_second", "out_of_range", $"Give 1 to {MostPerSecond} pushes a second, or 0 for no limit.")
            .Require(events.Count is >= 1 and <= Filters, "/events", events.Count == 0 ? "required" : "too_many", $"Name 1 to {Filters} types of events; [\"*\"] takes all.");
        foreach (var (i, word) in events.Take(Filters).Index())
        {
            faults.Require(
                word is { Length: <= FilterLength } && EventTypes.IsKnown(word),
                $"/events/{i}",
                "event_type_unknown",
                $"There is no such type. Known are: {string.Join(", ", EventTypes.All)}; order.* and * stand for several.");
        }

        return faults.Metadata(notes, noted).Rejection;
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
