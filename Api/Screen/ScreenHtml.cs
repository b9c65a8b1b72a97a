using System.Text;
using Microsoft.AspNetCore.Http;

namespace Actors.Api.Screen;

/// <summary>A page as an answer.</summary>
internal sealed class ScreenHtml(Html page, int statusCode) : IResult
{
    public static ScreenHtml NotFound { get; } = Message(
        404, "There is no such page", "Please check that the link is complete, or open it again from where you got it.");

    public static ScreenHtml Refused { get; } = Message(
        400, "That could not be read", "What was sent is too long or not a form of ours. Please go back and try again.");

    public static ScreenHtml Busy { get; } = Message(
        503, "One moment, please", "The page cannot be shown right now. Nothing is lost: please load it again in a few seconds.");

    public static ScreenHtml Of(Html page, int statusCode = StatusCodes.Status200OK) => new(page, statusCode);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = statusCode;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(page.ToString()), httpContext.RequestAborted);
    }

    private static ScreenHtml Message(int statusCode, string title, string text) =>
        new(ScreenPage.Message(title, text), statusCode);
}

/// <summary>Sends a browser on with GET after a form was taken (303).</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
