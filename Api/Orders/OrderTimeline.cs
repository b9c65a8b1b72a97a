using Actors.Api.Http;
using Actors.Api.Webhooks;
using Actors.Keys;
using Actors.Orders;
using Actors.Webhooks;

namespace Actors.Api.Orders;

/// <summary>One order's life under one id: what was decided and by whom, what was published, what was delivered, by time.</summary>
internal static class OrderTimeline
{
    private const int Limit = 500;

    /// <summary>Attempts of both parties that are looked through for the caller's own.</summary>
    private const int MostAttempts = 16_000;
    private const string KeyActor = "key:";

    public static async Task<IResult> Get(string id, Call call, IEventLog log)
    {
        if (await call.FindOrder(id) is not { Value: var order })
        {
            return Answers.NotFound("order", id);
        }

        // Where the other party takes its pushes is no one else's business.
        string[] accounts = call.Caller.IsOperator ? [order.Provider, order.Marketplace] : [call.Caller.Owner];
        var feeds = accounts.Distinct().Select(account => FeedView.KeyOf(account, call.Environment)).ToList();
        var history = call.Grains.History(new GrainId(GrainTypeNames.Order, id), after: 0, Limit, call.Aborted);
        var attempts = Own(limit => call.Grains.Attempts(id, limit, call.Aborted), feeds);
        var events = Task.WhenAll(feeds.Select(feed => log.Read(new EventQuery(feed) { Subject = id, Limit = Limit }, call.Aborted)));
        await Task.WhenAll(history, attempts, events);
        var actors = await Actors(call, order, await history);
        var (own, isCut) = await attempts;
        var entries = (await history).Select(entry => TimelineEntryJson.Change(entry, actors[entry.Actor]))
            .Concat((await events).SelectMany(published => published).Select(TimelineEntryJson.Published))
            .Concat(own.Select(attempt => TimelineEntryJson.Tried(AttemptJson.From(attempt))))
            .Concat(Reminders(order));
        var cut = (await history).Count == Limit || isCut;
        return TypedResults.Ok(ListJson<TimelineEntryJson>.Of(call, [.. entries.OrderBy(entry => entry.At)], cut));
    }

    /// <summary>The first attempts at the caller's own endpoints: many of the other party's hide none of them.</summary>
    internal static async Task<(IReadOnlyList<AttemptEntry> Found, bool IsCut)> Own(
        Func<int, Task<IReadOnlyList<AttemptEntry>>> first, IReadOnlyList<string> feeds)
    {
        for (var limit = Limit; ; limit *= 2)
        {
            var read = await first(limit);
            List<AttemptEntry> own = [.. read.Where(attempt => feeds.Contains(EndpointAddress.Parse(attempt.Destination).Feed))];
            if (read.Count < limit || own.Count >= Limit || limit >= MostAttempts)
            {
                return ([.. own.Take(Limit)], read.Count == limit || own.Count > Limit);
            }
        }
    }

    /// <summary>What the order will be woken for, as it stands now: its state says which reminders are set.</summary>
    private static IEnumerable<TimelineEntryJson> Reminders(OrderView order)
    {
        if (order is { Status: OrderStatus.Pending, Manual: false })
        {
            yield return TimelineEntryJson.Reminder("deadline", order.Deadline);
        }

        if (order.AnswerBy is { } answerBy)
        {
            yield return TimelineEntryJson.Reminder("answer_by", answerBy);
        }
    }

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
}
