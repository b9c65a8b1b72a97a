using System.Globalization;
using System.Reflection;
using Actors.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Calls;

/// <summary>Which calls a list shows. What is not a filter of ours is ignored, as in other lists.</summary>
internal sealed record CallFilter(
    int? StatusFrom, int? StatusTo, string? Method, string? Path, string? KeyId, string? Code, string? Id, DateTimeOffset? Since, DateTimeOffset? Until)
    : IBound, IEndpointParameterMetadataProvider
{
    public Problem? Refusal { get; private init; }

    public static ValueTask<CallFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new RouteFact.FiltersCalls());

    public CallQuery Narrow(CallQuery query) => query with
    {
        StatusFrom = StatusFrom,
        StatusTo = StatusTo,
        Method = Method,
        Path = Path,
        KeyId = KeyId,
        Code = Code,
        Id = Id,
        Since = Since,
        Until = Until,
    };

    private static CallFilter Read(IQueryCollection query)
    {
        var (from, to, isStatus) = Status(Value(query, "status"));
        var (since, isSince) = Time(Value(query, "since"));
        var (until, isUntil) = Time(Value(query, "until"));
        return new CallFilter(
            from, to, Value(query, "method")?.ToUpperInvariant(), Value(query, "path"), Value(query, "key"), Value(query, "code"), Value(query, "request_id"), since, until)
        {
            Refusal = !isStatus ? Problems.Query("status", "give a status such as 409, or a class: 2xx, 3xx, 4xx or 5xx.")
                : !isSince ? Problems.Query("since", TimeHint)
                : !isUntil ? Problems.Query("until", TimeHint)
                : null,
        };
    }

    private const string TimeHint = "give a time in ISO 8601, such as 2026-11-22T09:30:00Z.";

    private static (int? From, int? To, bool IsRight) Status(string? text) => text switch
    {
        null => (null, null, true),
        [>= '1' and <= '5' and var first, 'x' or 'X', 'x' or 'X'] => ((first - '0') * 100, ((first - '0') * 100) + 99, true),
        { Length: 3 } when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) => (status, status, true),
        _ => (null, null, false),
    };

    private static (DateTimeOffset? Time, bool IsRight) Time(string? text) =>
        text is null ? (null, true)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? (time, true)
        : (null, false);

    private static string? Value(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
