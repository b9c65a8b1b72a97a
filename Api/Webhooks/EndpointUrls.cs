namespace Actors.Api.Webhooks;

/// <summary>Which addresses an endpoint may have. Section <c>Webhooks</c>.</summary>
internal sealed record EndpointUrls
{
    public const string Section = "Webhooks";

    /// <summary><c>Webhooks:AllowInsecureEndpoints</c>: also http and this machine itself, for development.</summary>
    public bool AllowInsecureEndpoints { get; init; }

    /// <summary>What is wrong with an address, or null (DP-34). What it resolves to is checked with every push.</summary>
    public FieldError? Check(string url)
    {
        if (AllowInsecureEndpoints || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return null;
        }

        return uri switch
        {
            { Scheme: "http" } => new FieldError("/url", "url_insecure", "Give an https URL: pushes carry personal data."),
            { Scheme: "https", IsLoopback: true } => new FieldError(
                "/url", "url_not_public", "Give a host that can be reached from outside; this one is the platform itself."),

            // What is no web address at all is the grain's to say.
            _ => null,
        };
    }
}
