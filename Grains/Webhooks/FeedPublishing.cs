using System.Globalization;

namespace Actors.Webhooks;

/// <summary>Events: published, withdrawn, pushed once more (MM-26, MM-27).</summary>
internal static class FeedPublishing
{
    public static Decision<FeedEvent> Publish(FeedFacts facts, FeedItem item, bool opens) =>
        new FeedTurn(facts).Opens(opens).Publish(item).Accept();

    public static Decision<FeedEvent> Withdraw(FeedCommand.Withdraw c) => new Decision<FeedEvent>.Accepted(
        [new FeedEvent.Withdrawn(c.EventId)], [new Effect.Recall(c.Subject, c.EventId) { Logged = true }]);

    /// <summary>Recalled and sent anew it goes out whether it is waiting, parked or delivered long ago.</summary>
    public static Decision<FeedEvent> Repeat(FeedFacts facts, FeedItem item) => new FeedTurn(facts)
        .Add(new FeedEvent.Repeated(item.Id), new Effect.Recall(item.Subject, item.Id))
        .Push(item, now: true)
        .Accept();

    public static Decision<FeedEvent> Test(FeedFacts facts, FeedCommand.SendTest c) => facts.Find(c.EndpointId) switch
    {
        null => Decision.Reject<FeedEvent>(EndpointRules.NotFound),
        { Status: not (EndpointStatus.Enabled or EndpointStatus.CatchingUp) } => Decision.Reject<FeedEvent>(EndpointRules.NotEnabled),
        _ when c.Type is { } type && !TestBodies.Types.Contains(type) => Decision.Reject<FeedEvent>(Refuse.Invalid(
            "event_type_unknown", $"Give one of: {string.Join(", ", TestBodies.Types)}.", "/type")),
        var endpoint => new FeedTurn(facts)
            .Add(new FeedEvent.TestSent(c.EndpointId, c.EventId))
            .Push(c.EndpointId, endpoint, TestBodies.Item(facts, c), test: true)
            .Probe(c.EndpointId)
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

        return Again(facts, c.EndpointId, endpoint, c.Items);
    }

    /// <summary>Its job was told already that these are sent: one that is off finds them when it is on again.</summary>
    public static Decision<FeedEvent> Recover(FeedFacts facts, FeedCommand.Recover c) =>
        facts.Find(c.EndpointId) is { } endpoint ? Again(facts, c.EndpointId, endpoint, c.Items) : Decision.Accept<FeedEvent>();

    private static Decision<FeedEvent> Again(FeedFacts facts, string endpointId, Endpoint endpoint, IReadOnlyList<FeedItem> items)
    {
        if (items.Count == 0)
        {
            return Decision.Accept<FeedEvent>();
        }

        var turn = new FeedTurn(facts).Add(new FeedEvent.Resent(endpointId, [.. items.Select(item => item.Id)]));
        foreach (var item in items)
        {
            // What still waits, or is parked and keeps its lane waiting, makes room for it.
            turn.Add(new Effect.Recall(item.Subject, item.Id) { Destination = facts.AddressOf(endpointId) });
            turn.Push(endpointId, endpoint, item);
        }

        return turn.Probe(endpointId).Accept();
    }

    /// <summary>Unique in the account's log, and the same for the same turn however often it is decided.</summary>
    public static string IdOf(string endpointId, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"evt_{endpointId[(endpointId.IndexOf('_', StringComparison.Ordinal) + 1)..]}_{sequence}");
}
