using Actors.Api.Http;
using Actors.Keys;
using Actors.Orders;
using Actors.Webhooks;

namespace Actors.Api.Orders;

/// <summary>One order's life under one id: what was decided and by whom, what was published, what was delivered, by time.</summary>
internal static class OrderTimeline
{
    private const int Limit = 500;
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
        var attempts = call.Grains.Attempts(id, Limit, call.Aborted);
        var events = Task.WhenAll(feeds.Select(feed => log.Read(new EventQuery(feed) { Subject = id, Limit = Limit }, call.Aborted)));
        await Task.WhenAll(history, attempts, events);
        var actors = await Actors(call, order, await history);
        var entries = (await history).Select(entry => TimelineEntryJson.Change(entry, actors[entry.Actor]))
            .Concat((await events).SelectMany(published => published).Select(TimelineEntryJson.Published))
            .Concat((await attempts).Where(attempt => feeds.Contains(EndpointAddress.Parse(attempt.Destination).Feed)).Select(TimelineEntryJson.Delivery));
        var cut = (await history).Count == Limit || (await attempts).Count == Limit;
        return TypedResults.Ok(ListJson<TimelineEntryJson>.Of(call, [.. entries.OrderBy(entry => entry.At)], cut));
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
