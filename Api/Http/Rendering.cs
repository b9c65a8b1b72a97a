using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Api.Versions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Actors.Api.Http;

/// <summary>
/// The last step of every answer with a body: expansions are filled in, the caller's version is written, and what has
/// no version of its own (a list) gets a weak ETag of its content.
/// </summary>
internal sealed class Rendering(ApiVersions versions, IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (result is not (IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: 200 or 201 or 202 } status))
        {
            return result;
        }

        var http = context.HttpContext;
        var version = http.GetEndpoint()?.Metadata.GetMetadata<RouteFact.RendersItself>() is null ? RequestInfo.Of(http).Version : versions.Latest;
        var bytes = await Write(value, context.Arguments.OfType<Call>().FirstOrDefault(), version);
        var headers = http.Response.Headers;
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            headers.CacheControl = headers.CacheControl.Count == 0 ? "no-store" : headers.CacheControl;
        }
        else if (headers.ETag.Count == 0)
        {
            Answers.Conditional(headers, $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
            if (EntityTag.IsKnown(http.Request, headers.ETag.ToString()))
            {
                return TypedResults.StatusCode(304);
            }
        }

        return new JsonAnswer(bytes, status.StatusCode.Value);
    }

    private async Task<byte[]> Write(object value, Call? call, string version)
    {
        var type = json.Value.SerializerOptions.GetTypeInfo(value.GetType());
        if (call?.Expansion is null && version == versions.Latest)
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, type);
        }

        var node = JsonSerializer.SerializeToNode(value, type)!.AsObject();
        await (call?.Expansion?.Fill(call, node) ?? Task.CompletedTask);
        versions.Lower(version, node);
        return ApiJson.Write(node);
    }
}
