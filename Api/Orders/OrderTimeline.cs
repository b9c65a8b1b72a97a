using Actors.Api.Http;
using Actors.Webhooks;

namespace Actors.Api.Orders;

/// <summary>One order's life under one id: what was decided and by whom, what was published, what was delivered, by time.</summary>
internal static class OrderTimeline
{
    private const int Limit = 500;

    public static async Task<IResult> Get(string id, Call call, IEventLog log)
    {
        if (await call.FindOrder(id) is not { Value: var order })
        {
            return Answers.NotFound("order", id);
        }

        // Where the other party takes its pushes is no one else's business.
        string[] accounts = call.Caller.IsOperator ? [order.Provider, order.Marketplace] : [call.Caller.Owner];
        var feeds = accounts.Distinct().Select(account => FeedView.KeyOf(account, call.Environment)).ToList();
        var history = await call.Grains.History(new GrainId(OrderSight.GrainType, id), after: 0, Limit, call.Aborted);
        var attempts = await call.Grains.Attempts(id, Limit, call.Aborted);
        List<TimelineEntryJson> published = [];
        foreach (var feed in feeds)
        {
            var events = await log.Read(new EventQuery(feed) { Subject = id, Limit = Limit }, call.Aborted);
            published.AddRange(events.Select(TimelineEntryJson.Published));
        }

        var entries = history.Select(TimelineEntryJson.Change)
            .Concat(published)
            .Concat(attempts.Where(attempt => feeds.Contains(EndpointAddress.Parse(attempt.Destination).Feed)).Select(TimelineEntryJson.Delivery));
        var cut = history.Count == Limit || attempts.Count == Limit;
        return TypedResults.Ok(ListJson<TimelineEntryJson>.Of(call, [.. entries.OrderBy(entry => entry.At)], cut));
    }
}
