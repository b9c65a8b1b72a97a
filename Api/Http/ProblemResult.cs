namespace Actors.Api.Http;

/// <summary>Writes a problem, with the id of the request that it is about.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var known = problem with { RequestId = RequestInfo.Of(httpContext).Id };
        httpContext.Response.StatusCode = problem.Status;
        var json = ApiJson.Write(known, ProblemJsonContext.Default.Problem);
        httpContext.Response.ContentType = Problem.ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.ContentLength = json.Length;
        return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
