using System.Text.Json;
using Actors.Api.Http;
using Actors.Webhooks;

namespace Actors.Api.Orders;

/// <summary>One order's life under one id: what was decided and what was delivered, by time.</summary>
internal static class OrderTimeline
{
    private const int Limit = 500;

    public static async Task<IResult> Get(string id, Call call)
    {
        if (await call.FindOrder(id) is null)
        {
            return Answers.NotFound("order", id);
        }

        var history = call.Grains.History(new GrainId(GrainTypeNames.Order, id), after: 0, Limit, call.Aborted);
        var attempts = call.Grains.Attempts(id, Limit, call.Aborted);
        await Task.WhenAll(history, attempts);
        var entries = (await history).Select(Change).Concat((await attempts).Where(call.MaySee).Select(Delivery));
        var cut = (await history).Count == Limit || (await attempts).Count == Limit;
        return TypedResults.Ok(ListJson<TimelineEntryJson>.Of(call, [.. entries.OrderBy(entry => entry.At)], cut));
    }

    /// <summary>Where the other party takes its pushes is no one else's business.</summary>
    private static bool MaySee(this Call call, AttemptEntry attempt) =>
        call.Caller.IsOperator || attempt.Destination == WebhookEndpointView.KeyOf(call.Caller.Owner, call.Environment);

    private static TimelineEntryJson Change(JournalEntry entry) => new()
    {
        Object = "timeline_entry",
        Kind = "change",
        At = entry.At,
        Version = entry.Version,
        Actor = entry.Actor,
        Command = entry.Command,
        RequestId = entry.RequestId,
        TraceId = entry.TraceId,
        Events = JsonSerializer.Deserialize(entry.Events, OrdersJsonContext.Default.JsonElement),
    };

    private static TimelineEntryJson Delivery(AttemptEntry attempt) => new()
    {
        Object = "timeline_entry",
        Kind = "delivery",
        At = attempt.At,
        MessageId = attempt.MessageId,
        Topic = attempt.Topic,
        Attempt = attempt.Attempt,
        Outcome = attempt.Detail.Outcome,
        StatusCode = attempt.Detail.StatusCode,
        DurationMs = (long)attempt.Detail.Duration.TotalMilliseconds,
        Url = attempt.Detail.Url,
        Response = attempt.Detail.Response,
        NextAttempt = attempt.Next,
    };
}
