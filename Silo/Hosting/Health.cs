using Actors.Runtime.Hosting;

namespace Actors.Hosting;

/// <summary>For balancers and supervisors: alive, and ready to take requests.</summary>
internal static class Health
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("/health").ExcludeFromDescription();
        health.MapGet("/live", () => Results.Text("alive"));
        health.MapGet("/ready", ReadyAsync);
    }

    /// <summary>Ready means that the store answers a fresh read and the silo is not stopping.</summary>
    private static async Task<IResult> ReadyAsync(SiloRuntime runtime, IHostApplicationLifetime lifetime)
    {
        if (!runtime.IsReady || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Results.Text("stopping or not started", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await runtime.PingAsync(limit.Token);
            return Results.Text("ready");
        }
        catch (Exception error) when (error is OperationCanceledException or StoreUnavailableException)
        {
            return Results.Text("the store does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
