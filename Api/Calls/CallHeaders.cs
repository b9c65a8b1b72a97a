using System.Text;
using Actors.Api.Http;
using Actors.Api.Limits;

namespace Actors.Api.Calls;

/// <summary>The headers that are kept: those that this API reads or writes, and no others. What clients add of their own may be anything.</summary>
internal static class CallHeaders
{
    private const int MaxLength = 512;

    private static readonly string[] Sent =
    [
        "Accept", "Accept-Encoding", "Authorization", "Content-Encoding", "Content-Length", "Content-Type", "Host", Idempotency.Header, "If-Match",
        "If-Modified-Since", "If-None-Match", RequestInfo.VersionHeader, RequestInfo.DatedHeader, "Traceparent", "User-Agent",
    ];

    private static readonly string[] Answered =
    [
        "Allow", RequestInfo.VersionHeader, RequestInfo.DatedHeader, "Cache-Control", "Content-Encoding", "Content-Length", "Content-Type", "ETag", Idempotency.Replayed,
        "Last-Modified", "Location", Verdict.Header, Verdict.PolicyHeader, RequestInfo.Header, "Retry-After", "Vary", "WWW-Authenticate",
    ];

    public static string Of(HttpRequest request) => Lines(request.Headers, Sent);

    public static string Of(HttpResponse response) => Lines(response.Headers, Answered);

    /// <summary>The lines as name and value.</summary>
    public static IReadOnlyDictionary<string, string> Read(string lines) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(": ", 2))
        .ToDictionary(line => line[0], line => line[1]);

    private static string Lines(IHeaderDictionary headers, string[] names)
    {
        var lines = new StringBuilder();
        foreach (var name in names)
        {
            if (headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value)
            {
                var kept = name == "Authorization" ? Authorization(value) : Secrets.Masked(value);
                lines.Append(name).Append(": ").Append(kept.Length <= MaxLength ? kept : kept[..MaxLength] + "…").Append('\n');
            }
        }

        return Text.Storable(lines.ToString());
    }

    /// <summary>Its scheme alone, and only one that is known: without one the first word is the secret.</summary>
    private static string Authorization(string value) =>
        value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? "Bearer " + Secrets.Mask : Secrets.Mask;
}
