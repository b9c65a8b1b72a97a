using System.Text.Json.Nodes;
using Actors.Api.Http;

namespace Actors.Api.Description;

/// <summary>The headers of answers: two that all have, and those that were seen when the example was recorded.</summary>
internal static class AnswerHeaders
{
    private static readonly (string Name, string Description, string Example)[] Known =
    [
        (RequestInfo.Header, "Names this call; to be named when asking for help.", "req_01k9zexample00000000000000"),
        (RequestInfo.VersionHeader, "The version that the answer was written in.", "1"),
        (RequestInfo.DatedHeader, "The dated version that was spoken.", "2026-11-22"),
        ("RateLimit", "How many calls are left, and for how many seconds (draft-ietf-httpapi-ratelimit-headers).", "\"key\";r=99;t=1"),
        ("RateLimit-Policy", "The quotas that hold.", "\"key\";q=100;w=1"),
        ("ETag", "The version of what was answered; for If-Match and If-None-Match.", "\"3\""),
        ("Location", "The path of what was made.", "/orders/po_01k9zexample00000000000000"),
        ("Retry-After", "After how many seconds a new try makes sense.", "1"),
        ("WWW-Authenticate", "How to send a key.", "Bearer realm=\"actors\""),
        (Idempotency.Replayed, "`true` when the answer is that of an earlier request with the same Idempotency-Key.", "true"),
    ];

    public static IReadOnlySet<string> Names { get; } = Known.Select(header => header.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public static JsonObject Components => new(Known.Select(header => KeyValuePair.Create<string, JsonNode?>(header.Name, new JsonObject
    {
        ["description"] = header.Description,
        ["schema"] = new JsonObject { ["type"] = "string" },
        ["example"] = header.Example,
    })));

    public static void Add(JsonObject response, IEnumerable<string> further)
    {
        if (response["$ref"] is null)
        {
            response["headers"] = new JsonObject(new[] { RequestInfo.Header, RequestInfo.VersionHeader, RequestInfo.DatedHeader, "RateLimit", "RateLimit-Policy" }.Union(further, StringComparer.OrdinalIgnoreCase)
                .Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["$ref"] = "#/components/headers/" + name })));
        }
    }
}
