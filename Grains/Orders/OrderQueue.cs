namespace Actors.Orders;

/// <summary>Work in the manual queue: claim, release, push once more (rows 11, 12; MM-36).</summary>
internal static class OrderQueue
{
    public static Decision<OrderEvent> Claim(Order.Manual state, OrderCommand.Claim c) => state.ClaimedBy switch
    {
        null => Decision.Accept<OrderEvent>(new OrderEvent.Claimed(c.By, c.At)),
        var holder when holder == c.By => Decision.Accept<OrderEvent>(),
        var holder => Decision.Reject<OrderEvent>(OrderRefusals.Claimed(holder)),
    };

    public static Decision<OrderEvent> Release(Order.Manual state, OrderCommand.Release c) => state.ClaimedBy switch
    {
        null => Decision.Accept<OrderEvent>(),
        var holder when holder == c.By => Decision.Accept<OrderEvent>(new OrderEvent.Released(c.By, c.At)),
        var holder => Decision.Reject<OrderEvent>(OrderRefusals.Claimed(holder)),
    };

    public static Decision<OrderEvent> Redeliver(OrderFacts facts, OrderCommand.Redeliver c) => c.ProviderListens
        ? Decision.Accept<OrderEvent>(new OrderEvent.Redelivered(c.At)
        {
            // What was looked up may be an event before the last one.
            Sequence = c.EventId == OrderPushes.IdOf(facts, facts.Push.Sequence) ? c.Sequence : 0,
        })
        : Decision.Reject<OrderEvent>(Refuse.Conflict(
            "endpoint_missing", "The provider has no enabled webhook endpoint for this; set one, then push again."));
}
