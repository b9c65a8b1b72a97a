using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>What tests of held pushes share.</summary>
internal static class HeldPushes
{
    /// <summary>Longer than any failed push here waits for its next try, and short enough for the clock of a sandbox.</summary>
    public const int TwoHours = 7_200;

    /// <summary>Fails, and wants to be asked again in an hour: the next try waits until the test moves the clock.</summary>
    public static void FailForAnHour(this HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "3600";
    }

    /// <summary>An endpoint that may be pushed to.</summary>
    public static async Task<Answer> Endpoint(this ActorsApplication application, Client account, string url)
    {
        var made = (await account.Post("/webhook-endpoints", new { url })).ShouldBe(201);
        await application.Verify(account, made.Id);
        return made;
    }

    /// <summary>The attempts about an order, newest first, once there are so many.</summary>
    public static async Task<Answer> Attempts(this Client account, string order, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var attempts = (await account.Get("/attempts?order=" + order)).ShouldBe(200);
            if (attempts.Data.Count >= count)
            {
                return attempts;
            }

            patience.IsCancellationRequested.ShouldBeFalse($"{count} attempts were not logged: {attempts.Text}");
        }
    }

    public static IEnumerable<string?> Texts(this Answer list, string field) => list.Data.Select(item => item.GetProperty(field).GetString());

    public static async Task Advance(this Client account, int seconds) =>
        (await account.Post("/sandbox/clock/advance", new { by_seconds = seconds })).ShouldBe(200);
}
