using Actors.Api.Versions;
using Microsoft.Extensions.Primitives;

namespace Actors.Api.Http;

/// <summary>
/// The outermost layer: gives the request its id and version, and sees that whatever goes wrong inside leaves as a
/// problem that tells nothing of the inside.
/// </summary>
internal sealed partial class Edge(RequestDelegate next, IIds ids, ApiVersions versions, ILogger<Edge> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var version = context.Request.Headers[RequestInfo.VersionHeader];
        var known = StringValues.IsNullOrEmpty(version) || RequestInfo.Versions.Contains(version.ToString(), StringComparer.Ordinal);
        var dated = context.Request.Headers[RequestInfo.DatedHeader];
        var datedKnown = dated.Count == 0 || versions.Supported.Contains(dated.ToString(), StringComparer.Ordinal);
        Begin(context, known && version.Count > 0 && version[0] == "2" ? 2 : RequestInfo.DefaultVersion, datedKnown && dated.Count > 0 ? dated.ToString() : versions.Latest);
        try
        {
            var refusal = RequestSizes.Check(context.Request)
                ?? (known ? null : Problems.Version)
                ?? (datedKnown ? null : Problems.DatedVersion(versions.Supported));
            await (refusal is null ? next(context) : Refuse(context, refusal));
            if (IsBareError(context.Response))
            {
                await Refuse(context, Problems.ForStatus(context.Response.StatusCode, context.Response.Headers.Allow.ToString()));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Leave(context.Response);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Refuse(context, exception);
        }
    }

    private void Begin(HttpContext context, int version, string dated)
    {
        // Our own id, whatever the caller sends: two callers can never have the same one, and none can write into another's trace.
        var info = new RequestInfo(ids.New("req"), version) { Dated = dated };
        context.TraceIdentifier = info.Id;
        context.Features.Set(info);
        WriteHeaders(context.Response, info);
    }

    private static void WriteHeaders(HttpResponse response, RequestInfo info)
    {
        response.Headers[RequestInfo.Header] = info.Id;
        response.Headers[RequestInfo.VersionHeader] = info.ApiVersion.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers[RequestInfo.DatedHeader] = info.Dated;
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

        Log(context, problem, exception);
        return Refuse(context, problem);
    }

    /// <summary>Overload is counted elsewhere: a line for each request would add to it.</summary>
    private void Log(HttpContext context, Problem problem, Exception exception)
    {
        if (problem.Status == 500)
        {
            LogBug(logger, RequestInfo.Of(context).Id, context.Request.Method, exception);
        }
        else if (problem.Status > 500 && exception is not OverloadedException)
        {
            LogTrouble(logger, RequestInfo.Of(context).Id, context.Request.Method, problem.Code, exception.Message);
        }
    }

    /// <summary>The caller is gone; only the log of the server sees this.</summary>
    private static void Leave(HttpResponse response)
    {
        if (!response.HasStarted)
        {
            response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    }

    private static Task Refuse(HttpContext context, Problem problem) => new ProblemResult(problem).ExecuteAsync(context);
}
