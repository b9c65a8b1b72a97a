using Microsoft.AspNetCore.Http;

namespace Actors.Api.Screen;

/// <summary>What holds for every answer under a screen's link: it is private, and trouble is said in plain words.</summary>
internal sealed class ScreenFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer"; // the link is the secret: no other site may learn it
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ScreenPage.ContentSecurityPolicy;
        try
        {
            return await next(context);
        }
        catch (OverloadedException overloaded)
        {
            return Busy(context.HttpContext, overloaded.RetryAfter);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OutcomeUnknownException)
        {
            return Busy(context.HttpContext, TimeSpan.FromSeconds(2));
        }
    }

    private static ScreenHtml Busy(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ScreenHtml.Busy;
    }
}
