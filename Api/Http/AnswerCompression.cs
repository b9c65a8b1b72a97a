using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Actors.Api.Http;

/// <summary>
/// Which answers are compressed: JSON of the API from 1 KiB on, and the description. Never what holds a secret beside
/// text that others chose: the length of such an answer would tell of the secret (BREACH). Streams and pages are no
/// JSON, and so never.
/// </summary>
internal sealed class AnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    private const int Worthwhile = 1024;

    public static void Configure(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["application/json"];
    }

    public override bool ShouldCompressResponse(HttpContext context) =>
        base.ShouldCompressResponse(context) && (IsDescription(context.Request) || IsSafeAnswer(context));

    private static bool IsDescription(HttpRequest request) => request.Path == "/openapi.json";

    private static bool IsSafeAnswer(HttpContext context) =>
        context.Response.ContentLength >= Worthwhile
        && context.GetEndpoint()?.Metadata.GetMetadata<RouteFact.Listed>() is not null
        && context.Features.Get<HoldsSecret>() is null
        && !context.Response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal);
}

/// <summary>Marks an answer with a secret in it.</summary>
internal sealed record HoldsSecret;
