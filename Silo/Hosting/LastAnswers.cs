namespace Actors.Hosting;

/// <summary>
/// A silo that was told to stop still answers for a while, and says with each answer that the connection ends with it:
/// the caller's next request finds another silo, and none is cut off half-way.
/// </summary>
internal static class LastAnswers
{
    public static void UseLastAnswers(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
    }
}
