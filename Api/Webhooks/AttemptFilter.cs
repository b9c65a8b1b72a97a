using System.Reflection;
using Actors.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Webhooks;

/// <summary>Which attempts a list shows.</summary>
/// <param name="Types">Of events of these types; empty for all.</param>
/// <param name="EventId">Of one event, or null.</param>
/// <param name="Subject">The order, or null.</param>
/// <param name="Outcome">How they went; <c>failed</c> for any but <c>delivered</c> and <c>withdrawn</c>.</param>
/// <param name="StatusCode">The HTTP status, or null.</param>
internal sealed record AttemptFilter(
    IReadOnlyList<string> Types, string? EventId, string? Subject, string? Outcome, int? StatusCode, DateTimeOffset? From, DateTimeOffset? To)
    : IBound, IEndpointParameterMetadataProvider
{
    private static readonly RouteFact.Filters Fact = new(
        EventFilter.TypesFact,
        new("event", "Of one event."),
        new("order", "About one order.", "subject"),
        new("outcome", "delivered, timeout, http_500 …; failed for any but delivered and withdrawn."),
        new("status", "The HTTP status."),
        new("created[gte]", "At or after, ISO 8601.", "created_from"),
        new("created[lt]", "Before, ISO 8601.", "created_to"));

    public Problem? Refusal { get; private init; }

    public static ValueTask<AttemptFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(Fact);

    private static AttemptFilter Read(IQueryCollection query)
    {
        var (types, badTypes) = EventFilter.TypesOf(query);
        var (from, badFrom) = query.Time("created[gte]", "created_from");
        var (to, badTo) = query.Time("created[lt]", "created_to");
        var (status, badStatus) = query.Number("status");
        return new AttemptFilter(
            types, query.Text("event"), query.Text("order") ?? query.Text("subject"), query.Text("outcome"), (int?)status, from, to)
        {
            Refusal = badFrom ?? badTo ?? badStatus ?? badTypes,
        };
    }
}
