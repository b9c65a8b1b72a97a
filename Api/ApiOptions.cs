namespace Actors.Api;

/// <summary>What can be set of the API. Section <c>Actors</c>.</summary>
internal sealed record ApiOptions
{
    public const string Section = "Actors";

    /// <summary><c>Actors:PublicUrl</c>: how the world reaches this platform (<c>https://api.example.com</c>), for links that are
    /// handed out; null takes the scheme and host of the request.</summary>
    public Uri? PublicUrl { get; init; }
}
