namespace Actors.Products;

/// <summary>Prices: added, renamed, taken out of use; amount and currency never change (MM-04, MM-05, MM-14 … MM-17).</summary>
internal static class ProductPricing
{
    public static Decision<ProductEvent> Add(ProductFacts facts, ProductCommand.AddPrice c)
    {
        var currency = c.Currency?.Trim().ToUpperInvariant() ?? "";
        if (Faulty(c, currency) is { } faulty)
        {
            return Decision.Reject<ProductEvent>(faulty);
        }

        if (facts.Prices.TryGetValue(c.PriceId, out var known))
        {
            return known.Name == c.Name && known.Currency == currency && known.Amount == c.Amount
                ? Decision.Accept<ProductEvent>()
                : Decision.Reject<ProductEvent>(Refuse.Conflict(
                    "price_exists", "A price with this id exists with other content; amounts never change: add a new price."));
        }

        return facts.Prices.Count >= ProductLimits.Prices
            ? Decision.Reject<ProductEvent>(Refuse.Conflict(
                "too_many_prices", $"The product has {ProductLimits.Prices} prices, archived ones included; create another product."))
            : Decision.Accept<ProductEvent>(new ProductEvent.PriceAdded(
                c.PriceId,
                new Price(facts.Prices.Count + 1, c.Name, currency, c.Amount, Currencies.Exponents[currency], c.At, null),
                c.At));
    }

    public static Decision<ProductEvent> Rename(ProductFacts facts, ProductCommand.RenamePrice c) =>
        (facts.Prices.GetValueOrDefault(c.PriceId), Named(c.Name)) switch
        {
            (null, _) => Decision.Reject<ProductEvent>(Unknown),
            (_, { } faulty) => Decision.Reject<ProductEvent>(faulty),
            ({ Archived: not null }, _) => Decision.Reject<ProductEvent>(Refuse.Conflict(
                "price_archived", "The price is archived and read-only; add a new price.")),
            ({ } price, _) when price.Name == c.Name => Decision.Accept<ProductEvent>(),
            _ => Decision.Accept<ProductEvent>(new ProductEvent.PriceRenamed(c.PriceId, c.Name, c.At)),
        };

    public static Decision<ProductEvent> Archive(ProductFacts facts, ProductCommand.ArchivePrice c) =>
        facts.Prices.GetValueOrDefault(c.PriceId) switch
        {
            null => Decision.Reject<ProductEvent>(Unknown),
            { Archived: not null } => Decision.Accept<ProductEvent>(),
            _ => Decision.Accept<ProductEvent>(new ProductEvent.PriceArchived(c.PriceId, c.At)),
        };

    private static Rejection Unknown => Refuse.NotFound(
        "price_not_found", "The product has no such price; list its prices and take an id from there.");

    private static Rejection? Named(string name) => new Faults().Required("/name", name, ProductLimits.Name).Rejection;

    private static Rejection? Faulty(ProductCommand.AddPrice c, string currency) => new Faults()
        .Required("/name", c.Name, ProductLimits.Name)
        .Require(
            Currencies.Exponents.ContainsKey(currency),
            "/currency",
            "currency_unknown",
            "This is no active ISO 4217 code; give one such as GBP, EUR or JPY.")
        .Require(
            c.Amount is >= 0 and <= ProductLimits.Amount,
            "/amount",
            "amount_out_of_range",
            $"Give a whole number of minor units from 0 to {ProductLimits.Amount}: 3999 is £39.99.")
        .Rejection;
}
