using System.Text.Json.Nodes;
using Actors.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>Adds to each operation what its code shows only in its metadata: headers, queries, scope, refusals, an example.</summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "";
        operation.Parameters ??= [];
        foreach (var parameter in Parameters(metadata, method, operation.Parameters.Count > 0))
        {
            operation.Parameters.Add(parameter);
        }

        Secure(operation, context.Document, metadata);
        foreach (var status in Refusals(metadata, method, operation))
        {
            (operation.Responses ??= []).TryAdd(status, new OpenApiResponseReference("Problem" + status, context.Document));
        }

        if (metadata.OfType<RouteFact.Example>().FirstOrDefault() is { } example && operation.RequestBody?.Content is { } content)
        {
            ((OpenApiMediaType)content["application/json"]).Example = JsonNode.Parse(example.Json);
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<OpenApiParameter> Parameters(IList<object> metadata, string method, bool ofOneThing)
    {
        if (method == "POST")
        {
            var required = metadata.OfType<RouteFact.NeedsIdempotencyKey>().Any();
            yield return Describe.Header(Idempotency.Header, "Your own text for this one intent; a repeat with it does nothing twice.", required);
        }

        if (method is "PATCH" or "PUT" or "DELETE" || (method == "POST" && ofOneThing))
        {
            yield return Describe.Header("If-Match", "The ETag that you saw; anything newer is answered with 412.", metadata.OfType<RouteFact.NeedsIfMatch>().Any());
        }
        else if (method == "GET" && ofOneThing && !metadata.OfType<RouteFact.Paged>().Any())
        {
            yield return Describe.Header("If-None-Match", "The ETag that you hold; the same is answered with 304.");
        }

        yield return Describe.Version;
        yield return Describe.Dated;
        if (metadata.OfType<RouteFact.Expands>().FirstOrDefault() is { } expands)
        {
            yield return Describe.Expand(expands, metadata.OfType<RouteFact.Paged>().Any());
        }

        foreach (var parameter in metadata.OfType<RouteFact.Paged>().Any() ? Describe.Paging : [])
        {
            yield return parameter;
        }

        foreach (var parameter in metadata.OfType<RouteFact.Filters>().SelectMany(Describe.Filters))
        {
            yield return parameter;
        }
    }

    private static void Secure(OpenApiOperation operation, OpenApiDocument? document, IList<object> metadata)
    {
        var scope = metadata.OfType<RouteFact.NeedsScope>().FirstOrDefault()?.Scope;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Access.Scheme, document)] = [] }];
        if (scope is not null)
        {
            (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())[RefusalCodes.Scope] = new JsonNodeExtension(scope);
        }

        operation.Description = scope is null ? "Any key will do." : $"Needs a key with the scope `{scope}`.";
    }

    private static IEnumerable<string> Refusals(IList<object> metadata, string method, OpenApiOperation operation)
    {
        var body = metadata.OfType<RouteFact.TakesBody>().Any();
        var paged = metadata.OfType<RouteFact.Paged>().Any();
        (string Status, bool When)[] all =
        [
            ("400", true),
            ("401", true),
            ("403", true),
            ("404", operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true),
            ("409", method != "GET"),
            ("412", method != "GET"),
            ("406", true),
            ("413", body),
            ("415", body),
            ("428", metadata.OfType<RouteFact.NeedsIfMatch>().Any()),
            ("422", body || paged || method == "POST"),
            ("429", true),
            ("500", true),
            ("503", true),
        ];
        return all.Where(refusal => refusal.When).Select(refusal => refusal.Status);
    }
}
