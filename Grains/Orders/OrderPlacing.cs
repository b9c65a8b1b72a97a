using Actors.Products;

namespace Actors.Orders;

/// <summary>Placing an order (row 1; MM-08, MM-10, MM-18, MM-22, MM-23).</summary>
internal static class OrderPlacing
{
    public static Decision<OrderEvent> Decide(OrderCommand.Place c)
    {
        if (Refusal(c) is { } refusal)
        {
            return Decision.Reject<OrderEvent>(refusal);
        }

        var placed = new OrderEvent.Placed(FactsOf(c, c.Offer!), !c.Offer!.Ordered, c.At);
        return c.ProviderListens
            ? Decision.Accept<OrderEvent>(placed)
            : Decision.Accept<OrderEvent>(placed, new OrderEvent.WentManual(OrderEvent.WentManual.NoEndpoint, c.At));
    }

    /// <summary>Asked twice for the same: the order stands.</summary>
    public static Decision<OrderEvent> Again(Order.Known state, OrderCommand.Place c)
    {
        var facts = state.Facts;
        var same = facts.Marketplace == c.Marketplace && facts.Environment == c.Environment && facts.ProductId == c.Offer?.Id
            && facts.Price.Id == c.PricingId && facts.UserId == c.UserId && facts.Quantity == c.Quantity
            && Same.Map(facts.EarlierInputs.GetValueOrDefault(1, facts.Input), c.Input);
        return same
            ? Decision.Accept<OrderEvent>()
            : Decision.Reject<OrderEvent>(Refuse.Conflict(
                "order_exists", "An order with this id exists with other content; place a new one under another key."));
    }

    private static Rejection? Refusal(OrderCommand.Place c) => Unavailable(c) ?? Faulty(c);

    private static Rejection? Unavailable(OrderCommand.Place c)
    {
        if (c.Offer is not { } offer || offer.Environment != c.Environment)
        {
            return Refuse.NotFound(
                "product_not_found", "There is no such product here; take prod_id from the list of products.", "/prod_id");
        }

        var price = offer.Prices.FirstOrDefault(price => price.Id == c.PricingId);
        return (offer.Status, price) switch
        {
            (ProductStatus.Blocked, _) => Refuse.Conflict(
                "product_blocked", "An operator blocked the product; it must be unblocked and enabled before it can be ordered.", "/prod_id"),
            (ProductStatus.Archived, _) => Refuse.Conflict(
                "product_archived", "The product is archived for good; order another one.", "/prod_id"),
            (not ProductStatus.Enabled, _) => Refuse.Conflict(
                "product_disabled", "The product is disabled; its provider must enable it before it can be ordered.", "/prod_id"),
            _ when c.MissingMeta.Count > 0 => Refuse.Conflict(
                "product_not_displayable", $"The product lacks meta that its type requires: {string.Join(", ", c.MissingMeta)}. Its provider must add it.", "/prod_id"),
            _ when !offer.Prices.Any(price => price.Status == PriceStatus.Active) => Refuse.Conflict(
                "product_has_no_price", "The product has no active price; its provider must add one.", "/prod_id"),
            (_, null) => Refuse.Invalid(
                "pricing_not_found", "The product has no such price; take pricing_id from its list of prices.", "/pricing_id"),
            (_, { Status: not PriceStatus.Active }) => Refuse.Conflict(
                "price_archived", "The price is archived; take an active one from the product's list of prices.", "/pricing_id"),
            _ => null,
        };
    }

    private static Rejection? Faulty(OrderCommand.Place c) => new Faults()
        .Metadata(MetadataRules.None, c.Metadata)
        .Input("/input", c.Input, c.Offer?.CurrentSchema)
        .Require(c.Quantity >= 1, "/quantity", "quantity_too_low", "Order at least 1.")
        .Require(
            c.Quantity <= (c.MaxQuantity ?? int.MaxValue),
            "/quantity",
            "quantity_exceeds_limit",
            $"Order 1 to {c.MaxQuantity}, which is the agreed maximum.")
        .Rejection;

    private static OrderFacts FactsOf(OrderCommand.Place c, ProductView offer) => new()
    {
        Id = c.OrderId,
        Provider = offer.Owner,
        Marketplace = c.Marketplace,
        Environment = c.Environment,
        ProductId = offer.Id,
        ProductName = offer.Name,
        Price = offer.Prices.First(price => price.Id == c.PricingId),
        Quantity = c.Quantity,
        UserId = c.UserId,
        SchemaVersion = offer.CurrentSchema?.Version ?? 0,
        Input = c.Input,
        MarketplaceMetadata = MetadataRules.Merged(MetadataRules.None, c.Metadata),
        Placed = c.At,
        Deadline = OrderClock.After(c.At, OrderClock.Patience),
        ProviderListens = c.ProviderListens,
    };
}
