using Actors.Api.Http;
using Actors.Versions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>What holds for the whole API: how to send a key, how refusals look.</summary>
internal sealed class DocumentDescription(IApiVersions versions) : IOpenApiDocumentTransformer
{
    private static readonly (string Status, string Description)[] Refusals =
    [
        ("400", "Not well-formed: malformed JSON (with line and column), a missing Idempotency-Key, an unknown Api-Version, Actors-Version or query parameter."),
        ("401", "No key, or one that is not known."),
        ("403", "The key lacks the scope that is named."),
        ("404", "Not there, or not yours to see."),
        ("406", "The caller takes no JSON."),
        ("409", "Not in the present state."),
        ("412", "Changed since you saw it."),
        ("413", "The body is too large."),
        ("414", "Path and query are too long."),
        ("415", "The body is not application/json."),
        ("422", "Fields are at fault; each is named with a JSON pointer."),
        ("428", "If-Match is required here."),
        ("429", "The quota of the key or address is used up; Retry-After says when to go on."),
        ("431", "The headers are too large."),
        ("500", "Our fault, and on record under the request id."),
        ("503", "Not now; Retry-After says when."),
    ];

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Actors API",
            Version = versions.Latest,
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Access.Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "Your key: sk_test_… for the sandbox, sk_live_… for production.",
        };
        document.AddComponent("Problem", await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken));
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var (status, description) in Refusals)
        {
            document.Components.Responses["Problem" + status] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.ContentType] = new() { Schema = new OpenApiSchemaReference("Problem", document) },
                },
            };
        }
    }
}
