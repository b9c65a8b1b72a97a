using System.Globalization;
using System.Reflection;
using Actors.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Calls;

/// <summary>Which calls a list shows.</summary>
internal sealed record CallFilter(
    int? StatusFrom, int? StatusTo, string? Method, string? Path, string? KeyId, string? Code, string? Id, DateTimeOffset? Since, DateTimeOffset? Until)
    : IBound, IEndpointParameterMetadataProvider
{
    private static readonly RouteFact.Filters Fact = new(
        new("status", "A status such as 409, or a class: 2xx, 3xx, 4xx or 5xx."),
        new("method", "GET, POST, PUT, PATCH or DELETE."),
        new("path", "A path as it was called, without its query, or a route such as /orders/{id}."),
        new("since", "Arrived at or after, ISO 8601."),
        new("until", "Arrived before, ISO 8601."),
        new("key", "Calls with one key: key_…"),
        new("code", "Calls that were refused with an error code."),
        new("request_id", "One call: req_…"));

    public Problem? Refusal { get; private init; }

    public static ValueTask<CallFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(Fact);

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
        var (from, to, isStatus) = Status(query.Text("status"));
        var (since, badSince) = query.Time("since");
        var (until, badUntil) = query.Time("until");
        return new CallFilter(
            from, to, query.Text("method")?.ToUpperInvariant(), query.Text("path"), query.Text("key"), query.Text("code"), query.Text("request_id"), since, until)
        {
            Refusal = !isStatus ? Problems.Query("status", "give a status such as 409, or a class: 2xx, 3xx, 4xx or 5xx.")
                : badSince ?? badUntil,
        };
    }

    private static (int? From, int? To, bool IsRight) Status(string? text) => text switch
    {
        null => (null, null, true),
        [>= '1' and <= '5' and var first, 'x' or 'X', 'x' or 'X'] => ((first - '0') * 100, ((first - '0') * 100) + 99, true),
        { Length: 3 } when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) => (status, status, true),
        _ => (null, null, false),
    };
}
