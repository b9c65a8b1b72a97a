namespace Actors.Api;

/// <summary>What can be set of the API. Section <c>Actors</c>.</summary>
internal sealed record ApiOptions
{
    public const string Section = "Actors";

    /// <summary><c>Actors:PublicUrl</c>: how the world reaches this platform (<c>https://api.example.com</c>), for links that are
    /// handed out; null takes the scheme and host of the request.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary><c>Actors:ContactName</c>: whom partners ask; in the description.</summary>
    public string ContactName { get; init; } = "The operator of this platform";

    /// <summary><c>Actors:ContactEmail</c>: where they write; left out of the description while it is not set.</summary>
    public string? ContactEmail { get; init; }

    /// <summary><c>Actors:TermsUrl</c>: under which terms the API is used; the first page while it is not set.</summary>
    public Uri? TermsUrl { get; init; }
}
