using System.Text.Json.Nodes;
using Actors.Api.Http;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>Parameters that many operations have.</summary>
internal static class Describe
{
    public static OpenApiParameter Version => new()
    {
        Name = RequestInfo.VersionHeader,
        In = ParameterLocation.Header,
        Description = "1 writes the status `Succesful` (the spelling that partners compare with), 2 writes `Successful`. 1 unless it is sent.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. RequestInfo.Versions.Select(version => (JsonNode)version)] },
    };

    public static OpenApiParameter Dated => Header(RequestInfo.DatedHeader, "The dated version to speak, such as `2026-11-22`; your account's own unless it is sent.");

    public static OpenApiParameter Expand(RouteFact.Expands offered, bool list) => Query(
        Expansion.Parameter, $"Objects to be shown within: {string.Join(", ", offered.What.SelectMany(one => one.Paths(list ? "data." : "")))}; several with commas.");

    public static IEnumerable<OpenApiParameter> Paging =>
    [
        Query("limit", "1 to 100; 10 unless it is sent.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100" }),
        Query("starting_after", "The last id of the page before: the page goes on with older ones."),
        Query("ending_before", "The first id of the page after: the page ends with newer ones."),
    ];

    public static IEnumerable<OpenApiParameter> OrderFilters =>
    [
        Query("status", "Pending, Succesful or Successful, Need_more_info, Failed; several with commas."),
        Query("queue", "processing (the first 60 seconds) or manual (after them)."),
        Query("prod_id", "Orders of one product."),
        Query("created[gte]", "Created at or after, ISO 8601. Also as created_from."),
        Query("created[lt]", "Created before, ISO 8601. Also as created_to."),
    ];

    public static IEnumerable<OpenApiParameter> LogFilters =>
    [
        Query("type", "Types of events; several with commas, 20 at most."),
        Query("order", "About one order. Also as subject."),
        Query("created[gte]", "At or after, ISO 8601. Also as created_from."),
        Query("created[lt]", "Before, ISO 8601. Also as created_to."),
        Query("after", "Events: the sequence after which to go on; then the oldest come first."),
        Query("event", "Attempts: of one event."),
        Query("endpoint", "Attempts: to one endpoint."),
        Query("outcome", "Attempts: delivered, timeout, http_500 …; failed for any but delivered."),
        Query("status", "Attempts: the HTTP status."),
    ];

    public static IEnumerable<OpenApiParameter> CallFilters =>
    [
        Query("status", "A status such as 409, or a class: 2xx, 3xx, 4xx or 5xx."),
        Query("method", "GET, POST, PUT, PATCH or DELETE."),
        Query("path", "A path as it was called, without its query, or a route such as /orders/{id}."),
        Query("since", "Arrived at or after, ISO 8601."),
        Query("until", "Arrived before, ISO 8601."),
        Query("key", "Calls with one key: key_…"),
        Query("code", "Calls that were refused with an error code."),
        Query("request_id", "One call: req_…"),
    ];

    public static OpenApiParameter Header(string name, string description, bool required = false) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Query(string name, string description, OpenApiSchema? schema = null) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = schema ?? new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
