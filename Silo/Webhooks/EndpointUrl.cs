namespace Actors.Webhooks;

/// <summary>Which URLs a webhook may be sent to, and how they are shown.</summary>
internal static class EndpointUrl
{
    /// <summary>The URL to post to; null when it is none, is not <c>https</c>, or carries a user and password.</summary>
    public static Uri? Parse(string url, bool allowInsecure) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (allowInsecure && uri.Scheme == Uri.UriSchemeHttp))
        && uri.UserInfo.Length == 0
        && uri.Host.Length > 0
            ? uri
            : null;

    /// <summary>A URL for logs and attempts: receivers put tokens into the query, so that is left out.</summary>
    public static string Show(Uri uri) =>
        $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath}{(uri.Query.Length > 0 ? "?…" : "")}";
}
