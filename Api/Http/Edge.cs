using Microsoft.Extensions.Primitives;

namespace Actors.Api.Http;

/// <summary>
/// The outermost layer: gives the request its id and version, and sees that whatever goes wrong inside leaves as a
/// problem that tells nothing of the inside.
/// </summary>
internal sealed partial class Edge(RequestDelegate next, IIds ids, ILogger<Edge> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var version = context.Request.Headers[RequestInfo.VersionHeader];
        var known = StringValues.IsNullOrEmpty(version) || RequestInfo.Versions.Contains(version.ToString(), StringComparer.Ordinal);
        Begin(context, known && version.Count > 0 && version[0] == "2" ? 2 : RequestInfo.DefaultVersion);
        try
        {
            await (known ? next(context) : Refuse(context, Problems.Version));
            if (IsBareError(context.Response))
            {
                await Refuse(context, Problems.ForStatus(context.Response.StatusCode, context.Response.Headers.Allow.ToString()));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Refuse(context, exception);
        }
    }

    private void Begin(HttpContext context, int version)
    {
        var info = new RequestInfo(ids.New("req"), version);
        context.TraceIdentifier = info.Id;
        context.Features.Set(info);
        WriteHeaders(context.Response, info);
    }

    private static void WriteHeaders(HttpResponse response, RequestInfo info)
    {
        response.Headers[RequestInfo.Header] = info.Id;
        response.Headers[RequestInfo.VersionHeader] = info.ApiVersion.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers.XContentTypeOptions = "nosniff";
    }

    private static bool IsBareError(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null };

    private Task Refuse(HttpContext context, Exception exception)
    {
        context.Response.Clear();
        WriteHeaders(context.Response, RequestInfo.Of(context));
        var (problem, retryAfter) = Failures.Explain(exception);
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Failures.Seconds(wait);
        }

        if (problem.Status >= 500)
        {
            LogFailure(logger, RequestInfo.Of(context).Id, context.Request.Method, problem.Code, exception);
        }

        return Refuse(context, problem);
    }

    private static Task Refuse(HttpContext context, Problem problem) => new ProblemResult(problem).ExecuteAsync(context);
}
