using System.Text.Json;
using Actors.Api.Http;
using Actors.Keys;
using Actors.Orders;
using Actors.Webhooks;

namespace Actors.Api.Orders;

/// <summary>One order's life under one id: what was decided and what was delivered, by time.</summary>
internal static class OrderTimeline
{
    private const int Limit = 500;
    private const string KeyActor = "key:";

    public static async Task<IResult> Get(string id, Call call)
    {
        if (await call.FindOrder(id) is not { Value: var order })
        {
            return Answers.NotFound("order", id);
        }

        var history = call.Grains.History(new GrainId(GrainTypeNames.Order, id), after: 0, Limit, call.Aborted);
        var attempts = call.Grains.Attempts(id, Limit, call.Aborted);
        await Task.WhenAll(history, attempts);
        var actors = await Actors(call, order, await history);
        var entries = (await history).Select(entry => Change(entry, actors[entry.Actor])).Concat((await attempts).Where(call.MaySee).Select(Delivery));
        var cut = (await history).Count == Limit || (await attempts).Count == Limit;
        return TypedResults.Ok(ListJson<TimelineEntryJson>.Of(call, [.. entries.OrderBy(entry => entry.At)], cut));
    }

    /// <summary>Where the other party takes its pushes is no one else's business.</summary>
    private static bool MaySee(this Call call, AttemptEntry attempt) =>
        call.Caller.IsOperator || attempt.Destination == WebhookEndpointView.KeyOf(call.Caller.Owner, call.Environment);

    /// <summary>Whoever acted, as the caller may see them: which key the other party used is its own business.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Actors(Call call, OrderView order, IReadOnlyList<JournalEntry> history)
    {
        var actors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var actor in history.Select(entry => entry.Actor).Distinct())
        {
            actors[actor] = call.Caller.IsOperator || !actor.StartsWith(KeyActor, StringComparison.Ordinal)
                ? actor
                : (await call.Grain<IApiKeyGrain>(actor[KeyActor.Length..]).Read(call.Aborted))?.Value.Owner switch
                {
                    { } owner when owner == call.Caller.Owner => actor,
                    { } owner when owner == order.Provider => "provider",
                    { } owner when owner == order.Marketplace => "marketplace",
                    _ => actor,
                };
        }

        return actors;
    }

    private static TimelineEntryJson Change(JournalEntry entry, string actor) => new()
    {
        Object = "timeline_entry",
        Kind = "change",
        At = entry.At,
        Version = entry.Version,
        Actor = actor,
        Command = entry.Command,
        RequestId = entry.RequestId,
        TraceId = entry.TraceId,
        Events = Names(entry.Events),
    };

    /// <summary>Only what the events are called: how they are stored is no part of the API, and holds both parties' data.</summary>
    private static List<string> Names(string events)
    {
        using var json = JsonDocument.Parse(events);
        return [.. json.RootElement.EnumerateArray().Select(one => one.GetProperty("event").GetString() ?? "")];
    }

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
