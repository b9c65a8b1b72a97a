using Actors.Api.Limits;

namespace Actors.Api.Http;

/// <summary>Every refusal that the edge itself makes, and the one place where a grain's refusal becomes a problem.</summary>
internal static class Problems
{
    public static Problem From(Rejection rejection) =>
        new(StatusOf(rejection.Kind), CodeOf(rejection), rejection.Detail) { Errors = ErrorsOf(rejection) };

    public static Problem NotFound(string what, string id) =>
        new(404, $"{what}_not_found", $"There is no {what.Replace('_', ' ')} '{Shown(id)}' in the environment of your key that you may see.");

    /// <summary>One fault gives its own code, several give <c>validation_failed</c>, as the grains do.</summary>
    public static Problem InvalidBody(IReadOnlyList<FieldError> errors) => errors is [var only]
        ? new(422, only.Code, only.Detail) { Errors = errors }
        : new(422, "validation_failed", $"{errors.Count} fields are at fault; each is listed with what it needs.") { Errors = errors };

    public static Problem MalformedJson(string detail, int line, int column) =>
        new(400, "malformed_json", detail) { Line = line, Column = column };

    public static Problem BodyTooLarge { get; } =
        new(413, "body_too_large", $"A body may have {BodyReader.MaxBytes / 1024} KiB at most; send a shorter one.");

    public static Problem MediaType { get; } =
        new(415, "media_type", "Send the body as JSON, with the header 'Content-Type: application/json'.");

    public static Problem ContentEncoding { get; } =
        new(415, "content_encoding", "Compressed bodies are not taken; send it as it is, without the header Content-Encoding.");

    public static Problem DatedVersion(IReadOnlyList<string> supported) => new(
        400,
        "version_unknown",
        $"'{RequestInfo.DatedHeader}' is sent once, as one of: {string.Join(", ", supported)}. Without it your account's version counts.");

    public static Problem Query(string parameter, string detail) =>
        new(422, "query_invalid", $"{parameter}: {detail}");

    public static Problem Version { get; } =
        new(400, "api_version_unknown", $"Known versions are {string.Join(" and ", RequestInfo.Versions)}; without the header Api-Version it is {RequestInfo.DefaultVersion}.");

    /// <summary>The problem type is the one that the rate limit draft registers.</summary>
    public static Problem QuotaExceeded(Verdict verdict, string seconds) =>
        new(429, "quota_exceeded", verdict.Quota.Name == RateLimits.AddressPolicy
            ? $"Too many calls without a valid key came from your address. Send a valid key, or try again in {seconds} s."
            : $"This key has used its {verdict.Quota.Calls} calls up. Nothing was done; send the same request again in {seconds} s.")
        {
            Type = "https://iana.org/assignments/http-problem-types#quota-exceeded",
            ViolatedPolicies = [verdict.Quota.Name],
        };

    /// <summary>For answers that the framework leaves empty: unknown routes, wrong methods, and the like.</summary>
    public static Problem ForStatus(int status, string allow) => status switch
    {
        400 => new(400, "bad_request", "The request is not well-formed HTTP for this path; compare it with /openapi.json."),
        404 => new(404, "route_unknown", "There is nothing at this path; /docs/api shows what there is."),
        405 => new(405, "method_not_allowed", $"This path takes {(allow.Length == 0 ? "other methods" : allow)}."),
        413 => BodyTooLarge,
        415 => MediaType,
        _ => new(status, "http_" + status, "The request was refused; /docs/api shows how requests look."),
    };

    private static int StatusOf(RejectionKind kind) => kind switch
    {
        RejectionKind.Invalid or RejectionKind.KeyReused => 422,
        RejectionKind.NotFound => 404,
        RejectionKind.Conflict => 409,
        RejectionKind.Forbidden => 403,
        RejectionKind.PreconditionFailed => 412,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string CodeOf(Rejection rejection) =>
        rejection.Kind == RejectionKind.KeyReused ? "idempotency_key_reused" : rejection.Code;

    private static IReadOnlyList<FieldError>? ErrorsOf(Rejection rejection)
    {
        if (rejection.Errors.Count > 0)
        {
            return rejection.Errors;
        }

        return rejection.Pointer is null ? null : [new FieldError(rejection.Pointer, rejection.Code, rejection.Detail)];
    }

    private static string Shown(string id) => id.Length <= 64 ? id : id[..64] + "…";
}
