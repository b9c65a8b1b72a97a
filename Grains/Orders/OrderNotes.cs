namespace Actors.Orders;

/// <summary>The metadata of an order: each party has its own, in every state; the other never sees it.</summary>
internal static class OrderNotes
{
    public static Decision<OrderEvent> Decide(Order.Known state, OrderCommand.SetMetadata c)
    {
        var present = Of(state.Facts, c.Party);
        if (new Faults().Metadata(present, c.Metadata).Rejection is { } faulty)
        {
            return Decision.Reject<OrderEvent>(faulty);
        }

        return Same.Map(MetadataRules.Merged(present, c.Metadata), present)
            ? Decision.Accept<OrderEvent>()
            : Decision.Accept<OrderEvent>(new OrderEvent.MetadataChanged(c.Party, c.Metadata, c.At));
    }

    public static OrderFacts Noted(this OrderFacts facts, OrderEvent.MetadataChanged e)
    {
        var merged = MetadataRules.Merged(Of(facts, e.Party), e.Metadata);
        return e.Party == OrderParty.Provider
            ? facts with { ProviderMetadata = merged }
            : facts with { MarketplaceMetadata = merged };
    }

    private static IReadOnlyDictionary<string, string> Of(OrderFacts facts, string party) =>
        party == OrderParty.Provider ? facts.ProviderMetadata : facts.MarketplaceMetadata;
}
