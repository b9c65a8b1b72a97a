using System.Text.Json.Nodes;
using Actors.Api.Http;
using Actors.Api.Versions;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>Parameters that many operations have.</summary>
internal static class Describe
{
    public static OpenApiParameter Version => new()
    {
        Name = RequestInfo.VersionHeader,
        In = ParameterLocation.Header,
        Description = "How the first two versions were called before they had dates: 1 is `2026-06-01`, which writes the status `Succesful`; 2 is `2026-11-22`, which writes `Successful`.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ApiVersions.Aliases.Keys.Select(version => (JsonNode)version)] },
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

    public static IEnumerable<OpenApiParameter> Filters(RouteFact.Filters filters) =>
        filters.What.Select(filter => Query(filter.Name, filter.Alias is null ? filter.Says : $"{filter.Says} Also as {filter.Alias}."));

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
