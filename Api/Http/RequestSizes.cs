namespace Actors.Api.Http;

/// <summary>
/// How much of everything but the body one request may have. The server's own limits are wider: it cuts the
/// connection without a word that would help.
/// </summary>
internal static class RequestSizes
{
    public const int MaxTarget = 4 * 1024;
    public const int MaxHeaders = 16 * 1024;
    public const int MaxParameters = 50;

    public static Problem? Check(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget.Length ?? 0;
        if (target > MaxTarget)
        {
            return new Problem(414, "url_too_long", $"Path and query have {target} characters; at most {MaxTarget} are taken.");
        }

        var headers = request.Headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0));
        return headers > MaxHeaders
            ? new Problem(431, "headers_too_large", $"The headers have {headers} characters in all; at most {MaxHeaders} are taken.")
            : null;
    }
}
