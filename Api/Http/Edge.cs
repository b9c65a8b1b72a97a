using Actors.Api.Versions;

namespace Actors.Api.Http;

/// <summary>
/// The outermost layer: gives the request its id and version, and sees that whatever goes wrong inside leaves as a
/// problem that tells nothing of the inside.
/// </summary>
internal sealed partial class Edge(RequestDelegate next, IIds ids, ApiVersions versions, ILogger<Edge> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (version, fault) = NamedVersion.Read(context.Request.Headers, versions);
        Begin(context, version);
        try
        {
            var refusal = RequestSizes.Check(context.Request) ?? fault;
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

    private void Begin(HttpContext context, string? version)
    {
        // Our own id, whatever the caller sends: two callers can never have the same one, and none can write into another's trace.
        var info = new RequestInfo(ids.New("req"), version ?? ApiVersions.First) { IsNamed = version is not null };
        context.TraceIdentifier = info.Id;
        info.Set(context);
    }

    private static bool IsBareError(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null };

    private Task Refuse(HttpContext context, Exception exception)
    {
        context.Response.Clear();
        RequestInfo.Of(context).Set(context);
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
