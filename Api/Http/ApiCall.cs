using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Http;

/// <summary>
/// What counts as a call of the API, for limits and log: everything but the pages beside it (health, screens, the
/// description). An unknown path is one: who looks for what is there is to be seen.
/// </summary>
internal static class ApiCall
{
    public static bool Is(HttpContext context)
    {
        var path = context.Request.Path;
        return context.GetEndpoint()?.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true }
            && !path.StartsWithSegments("/docs")
            && !path.Equals("/openapi.json", StringComparison.Ordinal);
    }
}
