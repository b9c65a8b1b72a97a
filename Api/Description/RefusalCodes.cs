using System.Text.Json.Nodes;

namespace Actors.Api.Description;

/// <summary>The codes that an operation may refuse with: those that its parts bring along, and its own.</summary>
internal static class RefusalCodes
{
    /// <summary>The scope that a key needs, for programs. (The roles of a security requirement are for OAuth to many tools.)</summary>
    public const string Scope = "x-required-scope";

    private static readonly (string Status, string Part, Func<JsonObject, bool> Has, string[] Codes)[] Shared =
    [
        ("400", "", _ => true, ["api_version_unknown", "version_unknown", "version_conflict", "query_unknown", "query_too_long", "bad_request"]),
        ("400", "IfMatch", operation => Takes(operation, "If-Match"), ["if_match_invalid"]),
        ("400", "Body", HasBody, ["malformed_json"]),
        ("400", "Repeatable", operation => Takes(operation, "Idempotency-Key"), ["idempotency_key_invalid"]),
        ("400", "Keyed", operation => Takes(operation, "Idempotency-Key", required: true), ["idempotency_key_missing"]),
        ("401", "", _ => true, ["authentication_missing", "authentication_failed"]),
        ("403", "", NeedsScope, ["scope_missing"]),
        ("406", "", _ => true, ["not_acceptable"]),
        ("409", "Repeatable", operation => Takes(operation, "Idempotency-Key"), ["idempotency_key_in_progress"]),
        ("412", "", operation => Takes(operation, "If-Match"), ["version_mismatch"]),
        ("413", "", HasBody, ["body_too_large"]),
        ("414", "", _ => true, ["url_too_long"]),
        ("415", "", HasBody, ["media_type", "content_encoding"]),
        ("422", "Repeatable", operation => HasBody(operation) && Takes(operation, "Idempotency-Key"), ["idempotency_key_reused"]),
        ("422", "Body", HasBody, ["validation_failed", "required", "type_mismatch", "unknown_field", "duplicate_field", "too_deep", "text_invalid"]),
        ("422", "Expanding", operation => Takes(operation, "expand") && !Takes(operation, "limit"), ["query_invalid"]),
        ("422", "Paged", operation => Takes(operation, "limit"), ["query_invalid"]),
        ("428", "", operation => Takes(operation, "If-Match", required: true), ["if_match_missing"]),
        ("429", "", _ => true, ["quota_exceeded"]),
        ("431", "", _ => true, ["headers_too_large"]),
        ("500", "", _ => true, ["internal_error"]),
        ("503", "", _ => true, ["overloaded", "store_unavailable"]),
        ("503", "Change", operation => Takes(operation, "If-Match") || Takes(operation, "Idempotency-Key"), ["outcome_unknown"]),
    ];

    /// <summary>By status; the name tells equal sets apart, and is null where the operation has codes of its own.</summary>
    public static IEnumerable<(string Status, string? Name, IReadOnlyList<string> Codes)> Of(JsonObject operation)
    {
        var own = Words.Operations[operation["operationId"]!.GetValue<string>()]?["refusals"]?.AsObject() ?? [];
        var shared = Shared.Where(entry => entry.Has(operation)).ToLookup(entry => entry.Status);
        foreach (var status in shared.Select(group => group.Key).Union(own.Select(entry => entry.Key)).Order(StringComparer.Ordinal))
        {
            var ofOperation = own[status]?.AsArray().Select(code => code!.GetValue<string>()).ToList() ?? [];
            var name = ofOperation.Count > 0 ? null : "Problem" + status + string.Concat(shared[status].Select(entry => entry.Part));
            yield return (status, name, [.. shared[status].SelectMany(entry => entry.Codes).Union(ofOperation)]);
        }
    }

    private static bool NeedsScope(JsonObject operation) => operation[Scope] is not null;

    private static bool HasBody(JsonObject operation) => operation["requestBody"] is not null;

    public static bool Takes(JsonObject operation, string parameter, bool required = false) =>
        operation["parameters"]?.AsArray().Any(known =>
            known!["name"]!.GetValue<string>() == parameter && (!required || known["required"]?.GetValue<bool>() == true)) == true;
}
