using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Api.Versions;

namespace Actors.Api.Http;

/// <summary>The version that a request's body was written in.</summary>
internal sealed class BodyVersion(HttpContext context)
{
    /// <summary>The body as the newest version has it; null when it is that already.</summary>
    public JsonDocument? Lift(JsonElement body)
    {
        var versions = context.RequestServices.GetRequiredService<ApiVersions>();
        var version = RequestInfo.Of(context).Dated;
        if (version == versions.Latest || body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var json = JsonObject.Create(body)!;
        versions.Lift(version, context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "", json);
        return JsonDocument.Parse(ApiJson.Write(json));
    }
}
