using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>
/// The description as it is served: what the framework reads from the routes, completed with words, refusals and recorded
/// examples. Made once for each address that the platform is asked by.
/// </summary>
internal sealed class ApiDescription(
    [FromKeyedServices(ApiDescription.Name)] IOpenApiDocumentProvider routes, IOptions<ApiOptions> options)
{
    // What is kept is bounded: a caller can send any Host header.
    private const int MaxSites = 16;
    private const string Name = "v1";

    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    public async Task<string> For(HttpRequest request)
    {
        var site = options.Value.PublicUrl?.ToString().TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
        if (_texts.TryGetValue(site, out var known))
        {
            return known;
        }

        var text = (await Make(site, request.HttpContext.RequestAborted)).ToJsonString(Written);
        if (_texts.Count < MaxSites)
        {
            _texts[site] = text;
        }

        return text;
    }

    private async Task<JsonObject> Make(string site, CancellationToken cancellationToken)
    {
        var plain = await routes.GetOpenApiDocumentAsync(cancellationToken);
        var document = JsonNode.Parse(await plain.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken))!.AsObject();
        About(document["info"]!.AsObject(), site);
        document["servers"] = new JsonArray(new JsonObject
        {
            ["url"] = site,
            ["description"] = "Sandbox and production both: the key says which.",
        });
        SchemaCompletion.Apply(document["components"]!["schemas"]!.AsObject());
        OperationCompletion.Apply(document);
        Tag(document);
        return document;
    }

    private void About(JsonObject info, string site)
    {
        info["description"] = Words.Embedded("Actors.Api.Description.Pages.about.md").Replace("{{site}}", site, StringComparison.Ordinal);
        info["contact"] = new JsonObject { ["name"] = options.Value.ContactName, ["url"] = site + "/" };
        if (options.Value.ContactEmail is { } email)
        {
            info["contact"]!["email"] = email;
        }

        info["license"] = new JsonObject
        {
            ["name"] = "As agreed with the operator of this platform",
            ["url"] = options.Value.TermsUrl?.ToString() ?? site + "/",
        };
    }

    private static void Tag(JsonObject document)
    {
        var tags = document["tags"]?.AsArray().Select(tag => tag!["name"]!.GetValue<string>()).ToList() ?? [];
        document["tags"] = new JsonArray([.. tags.Append("Webhooks").Distinct().Order(StringComparer.Ordinal).Select(tag => new JsonObject
        {
            ["name"] = tag,
            ["description"] = Words.Tags[tag]?.DeepClone(),
        })]);
    }
}
