using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Actors.Api.Http;

/// <summary>
/// Refuses what would be misunderstood: a query parameter that the path does not know (a typing error would otherwise
/// widen a list), and a caller that takes no JSON.
/// </summary>
internal sealed class Admission : IEndpointFilter
{
    private static readonly MediaTypeHeaderValue[] Given = [new("application/json"), new(Problem.ContentType)];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        (Unacceptable(context.HttpContext.Request) ?? Unknown(context.HttpContext)) is { } refusal
            ? ValueTask.FromResult<object?>(new ProblemResult(refusal))
            : next(context);

    private static Problem? Unacceptable(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return accept.Count == 0 || accept.Any(range => range.Quality != 0 && Given.Any(given => given.IsSubsetOf(Bare(range))))
            ? null
            : new Problem(406, "not_acceptable", "Answers are application/json; send 'Accept: application/json', or leave the header out.");
    }

    /// <summary>Without parameters: <c>application/json; charset=utf-8</c> is JSON to us as well.</summary>
    private static MediaTypeHeaderValue Bare(MediaTypeHeaderValue range) => new(range.MediaType);

    private static Problem? Unknown(HttpContext context)
    {
        var sent = context.Request.Query.Keys;
        if (sent.Count == 0)
        {
            return null;
        }

        if (sent.Count > RequestSizes.MaxParameters)
        {
            return new Problem(400, "query_too_long", $"{sent.Count} query parameters were sent; at most {RequestSizes.MaxParameters} are taken.");
        }

        var known = Known(context.GetEndpoint()!.Metadata);
        return sent.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? new Problem(400, "query_unknown", Words(unknown, known))
            : null;
    }

    private static string Words(string unknown, List<string> known)
    {
        var shown = unknown.Length <= 64 ? unknown : unknown[..64] + "…";
        return known.Count == 0
            ? $"There is no query parameter '{shown}' here; this path takes none."
            : $"There is no query parameter '{shown}' here. Known are: {string.Join(", ", known)}.";
    }

    private static List<string> Known(EndpointMetadataCollection metadata) =>
    [
        .. metadata.GetOrderedMetadata<RouteFact>().SelectMany(fact => fact.QueryNames),

        // What a handler takes as a plain value, and the path does not hold.
        .. metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => !parameter.HasBindAsync && (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string)))
            .Select(parameter => parameter.Name),
    ];
}
