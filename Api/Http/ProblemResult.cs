using Actors.Api.Calls;

namespace Actors.Api.Http;

/// <summary>Writes a problem, with the id of the request that it is about.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var id = RequestInfo.Of(httpContext).Id;
        var trace = httpContext.Features.Get<CallTrace>();
        trace?.Code = problem.Code;
        var isReadable = trace is not null && httpContext.Features.Get<Caller>() is not null;
        var known = problem with { RequestId = id, LogUrl = isReadable ? "/calls/" + id : null };
        httpContext.Response.StatusCode = problem.Status;
        var json = ApiJson.Write(known, ProblemJsonContext.Default.Problem);
        httpContext.Response.ContentType = Problem.ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.ContentLength = json.Length;
        return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
