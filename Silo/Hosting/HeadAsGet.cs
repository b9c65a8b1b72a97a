namespace Actors.Hosting;

/// <summary>
/// Answers HEAD wherever GET is answered (RFC 9110 §9.3.2): monitors and balancers ask so. The server leaves out the
/// body by itself, because the request came in as HEAD.
/// </summary>
internal static class HeadAsGet
{
    public static void UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}
