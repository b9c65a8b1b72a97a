using System.Globalization;

namespace Actors.Webhooks;

/// <summary>Events: published, withdrawn, pushed once more (MM-26, MM-27).</summary>
internal static class FeedPublishing
{
    public static Decision<FeedEvent> Publish(FeedFacts facts, FeedItem item, bool opens) =>
        new FeedTurn(facts).Opens(opens).Publish(item).Accept();

    public static Decision<FeedEvent> Withdraw(FeedCommand.Withdraw c) => new Decision<FeedEvent>.Accepted(
        [new FeedEvent.Withdrawn(c.EventId)], [new Effect.Recall(c.Subject, c.EventId)]);

    /// <summary>Recalled and sent anew it goes out whether it is waiting, parked or delivered long ago.</summary>
    public static Decision<FeedEvent> Repeat(FeedFacts facts, FeedItem item) => new FeedTurn(facts)
        .Add(new FeedEvent.Repeated(item.Id), new Effect.Recall(item.Subject, item.Id))
        .Push(item)
        .Accept();

    public static Decision<FeedEvent> Test(FeedFacts facts, FeedCommand.SendTest c) => facts.Find(c.EndpointId) switch
    {
        null => Decision.Reject<FeedEvent>(EndpointRules.NotFound),
        { Status: not (EndpointStatus.Enabled or EndpointStatus.CatchingUp) } => Decision.Reject<FeedEvent>(EndpointRules.NotEnabled),
        var endpoint => new FeedTurn(facts)
            .Add(new FeedEvent.TestSent(c.EndpointId, c.EventId))
            .Push(c.EndpointId, endpoint, TestOf(c))
            .Accept(),
    };

    public static Decision<FeedEvent> Resend(FeedFacts facts, FeedCommand.Resend c)
    {
        if (facts.Find(c.EndpointId) is not { } endpoint)
        {
            return Decision.Reject<FeedEvent>(EndpointRules.NotFound);
        }

        if (endpoint.Status is not (EndpointStatus.Enabled or EndpointStatus.CatchingUp))
        {
            return Decision.Reject<FeedEvent>(EndpointRules.NotEnabled);
        }

        if (c.Items.Count == 0)
        {
            return Decision.Accept<FeedEvent>();
        }

        var turn = new FeedTurn(facts).Add(new FeedEvent.Resent(c.EndpointId, [.. c.Items.Select(item => item.Id)]));
        foreach (var item in c.Items)
        {
            // What still waits, or is parked and keeps its lane waiting, makes room for it.
            turn.Add(new Effect.Recall(item.Subject, item.Id) { Destination = facts.AddressOf(c.EndpointId) });
            turn.Push(c.EndpointId, endpoint, item);
        }

        return turn.Accept();
    }

    private static FeedItem TestOf(FeedCommand.SendTest c) => new(
        c.EventId, EventTypes.EndpointTest, c.EndpointId, FeedBodies.Test(c.EventId, c.EndpointId, c.At));

    /// <summary>Unique in the account's log, and the same for the same turn however often it is decided.</summary>
    public static string IdOf(string endpointId, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"evt_{endpointId[(endpointId.IndexOf('_', StringComparison.Ordinal) + 1)..]}_{sequence}");
}
