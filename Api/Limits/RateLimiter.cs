using Actors.Api.Http;

namespace Actors.Api.Limits;

/// <summary>
/// Gives each call of the API its verdict, after its key was read and before anything else is done for it. The headers
/// are written as the answer starts, so that an answer to a bug has them too.
/// </summary>
internal sealed class RateLimiter(RequestDelegate next, RateLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!ApiCall.Is(context))
        {
            return next(context);
        }

        var verdict = context.Features.Get<Caller>() is { } caller ? limits.Take(caller) : limits.Take(context.Connection.RemoteIpAddress);
        if (verdict.Wait is null && context.Features.Get<UntriedKey>() is not null)
        {
            // The quota filled up meanwhile, but the key was not looked at: nothing may be said of it.
            verdict = verdict with { Wait = TimeSpan.FromSeconds(1) };
        }

        context.Response.OnStarting(
            static state =>
            {
                var (response, verdict) = ((HttpResponse, Verdict))state;
                verdict.Write(response);
                return Task.CompletedTask;
            },
            (context.Response, verdict));
        return verdict.Wait is { } wait ? Refuse(context, verdict, wait) : next(context);
    }

    private static Task Refuse(HttpContext context, Verdict verdict, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Failures.Seconds(wait);
        return new ProblemResult(Problems.QuotaExceeded(verdict, Failures.Seconds(wait))).ExecuteAsync(context);
    }
}
