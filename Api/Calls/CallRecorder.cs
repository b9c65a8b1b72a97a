using System.Text;
using System.Text.RegularExpressions;
using Actors.Api.Http;
using Microsoft.Extensions.Options;

namespace Actors.Api.Calls;

/// <summary>
/// Hands each call of the API to the log when it was answered. Stands around everything else, so that refusals and
/// bugs are in the log as the caller saw them.
/// </summary>
internal sealed partial class CallRecorder(RequestDelegate next, ICallLog log, TimeProvider time, IOptions<CallLogOptions> options)
{
    private const int MaxPath = 2_048;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!ApiCall.Is(context))
        {
            await next(context);
            return;
        }

        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var trace = new CallTrace(KeepsBodies(context) ? options.Value.MaxBodyBytes : 0);
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set(trace);
        context.Features.Set<IHttpResponseBodyFeature>(new ResponseTap(body, trace.Response));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(body);
            log.Add(Record(context, trace, at, time.GetElapsedTime(started)));
        }
    }

    /// <summary>Reading the log must not fill it with itself.</summary>
    private static bool KeepsBodies(HttpContext context) => !context.Request.Path.StartsWithSegments("/calls");

    private static CallRecord Record(HttpContext context, CallTrace trace, DateTimeOffset at, TimeSpan duration)
    {
        var (request, response) = (context.Request, context.Response);
        var caller = context.Features.Get<Caller>();
        return new CallRecord(
            RequestInfo.Of(context).Id,
            at,
            caller?.Owner ?? "",
            caller?.Environment,
            caller?.KeyId ?? "",
            request.Method,
            RouteOf(context),
            Text.Bounded(Secrets.Masked(request.PathBase + request.Path), MaxPath),
            Text.Bounded(Secrets.MaskedQuery(request.QueryString.Value ?? ""), MaxPath),
            response.StatusCode,
            trace.Code,
            duration,
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            Part(CallHeaders.Of(request), trace.Request, request.ContentType, request.ContentLength),
            Part(CallHeaders.Of(response), trace.Response, response.ContentType, null));
    }

    /// <summary>The route as the description writes it: without the constraints of its parameters.</summary>
    private static string RouteOf(HttpContext context) =>
        Constraint().Replace((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "", "}").TrimEnd('/');

    [GeneratedRegex(":[^}]*}")]
    private static partial Regex Constraint();

    private static CallPart Part(string headers, BodyTrace body, string? type, long? announced)
    {
        var isText = type is not null && (type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase));
        var text = isText ? Text.Storable(Secrets.Masked(Encoding.UTF8.GetString(body.Kept))) : "";
        var bytes = Math.Max(body.Bytes, announced ?? 0);
        return new CallPart(headers, text, bytes, body.IsCut || (bytes > 0 && body.Kept.Length < bytes) || (bytes > 0 && !isText));
    }
}
