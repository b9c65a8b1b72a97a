using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Api.Screen;

/// <summary>
/// The order's screen for the end user (MM-25, MM-35, MM-37, MM-38, MM-43): one page behind a link that cannot be
/// guessed. It follows the order for the 60 seconds of its attempt and never longer.
/// </summary>
public static class ScreenApi
{
    /// <summary>Adds what the screen needs: its bounds, section <c>Screen</c> of the configuration.</summary>
    public static IServiceCollection AddScreen(this IServiceCollection services)
    {
        services.AddOptions<ScreenOptions>().BindConfiguration(ScreenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => new ScreenStreams(provider.GetRequiredService<IOptions<ScreenOptions>>().Value.MaxStreams));
    }

    /// <summary>Maps <c>/o/{token}</c>.</summary>
    public static RouteGroupBuilder MapScreen(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var screen = endpoints.MapGroup("/o/{token}").AddEndpointFilter<ScreenFilter>().ExcludeFromDescription();
        screen.MapGet("", Show);
        screen.MapGet("/status", Status);
        screen.MapGet("/events", Events);
        screen.MapPost("/info", SupplyInfo)
            .DisableAntiforgery() // the link itself is the secret; there is no cookie that another site could ride on
            .WithMetadata(new RequestSizeLimitAttribute(ScreenForm.MaxBytes));
        return screen;
    }

    private static async Task<ScreenHtml> Show(ScreenDoor door, HttpContext context) =>
        await door.Open(context.RequestAborted) is { } order
            ? ScreenHtml.Of(ScreenPage.Render(order))
            : ScreenHtml.NotFound;

    private static async Task<Results<JsonHttpResult<ScreenStatus>, NotFound>> Status(ScreenDoor door, HttpContext context) =>
        await door.Open(context.RequestAborted) is { } order
            ? TypedResults.Json(ScreenStatus.Of(order), ScreenJsonContext.Default.ScreenStatus)
            : TypedResults.NotFound();

    private static async Task<Results<ServerSentEventsResult<string>, NotFound, StatusCodeHttpResult>> Events(
        ScreenDoor door, HttpContext context, ScreenStreams streams)
    {
        if (await door.Open(context.RequestAborted) is null)
        {
            return TypedResults.NotFound();
        }

        if (streams.TryEnter() is not { } place)
        {
            context.Response.Headers.RetryAfter = "2";
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.RegisterForDispose(place);
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        return TypedResults.ServerSentEvents(ScreenFeed.Follow(door, stopping, context.RequestAborted));
    }

    private static async Task<Results<ScreenHtml, SeeOther>> SupplyInfo(ScreenDoor door, HttpContext context)
    {
        if (await door.Open(context.RequestAborted) is not { } seen)
        {
            return ScreenHtml.NotFound;
        }

        if (await ScreenForm.Read(context) is not { } fields)
        {
            // What was not read cannot be drained either: the connection ends, and the browser is told so.
            context.Response.Headers.Connection = HttpProtocol.IsHttp11(context.Request.Protocol) ? "close" : default;
            return ScreenHtml.Refused;
        }

        return await door.Supply(seen, fields) is { Kind: RejectionKind.Invalid } rejection
            ? ScreenHtml.Of(ScreenPage.Render(seen, new ScreenRetry(rejection, fields)), StatusCodes.Status422UnprocessableEntity)
            : new SeeOther(seen.Url);
    }
}
