namespace Actors.Products;

/// <summary>What may be seen of a product in each state.</summary>
internal static class ProductViews
{
    public static ProductFacts Facts(Product state) => state is Product.Known known
        ? known.Facts
        : throw new InvalidOperationException("A product that was never created has nothing to show.");

    public static string Status(Product state) => state switch
    {
        Product.Enabled => ProductStatus.Enabled,
        Product.Disabled => ProductStatus.Disabled,
        Product.Blocked => ProductStatus.Blocked,
        Product.Archived => ProductStatus.Archived,
        _ => throw new InvalidOperationException($"A product that is {state.GetType().Name} has no status."),
    };

    public static ProductView Of(Product state)
    {
        var facts = Facts(state);
        return new ProductView(
            facts.Id,
            facts.Owner,
            facts.Environment,
            facts.Name,
            facts.Description,
            facts.ProductType,
            facts.Meta,
            Status(state),
            (state as Product.Blocked)?.Reason,
            [.. facts.Prices.OrderBy(pair => pair.Value.Nr).Select(pair => View(pair.Key, pair.Value))],
            [.. facts.Schemas.OrderBy(pair => pair.Key).Select(pair => View(pair.Key, pair.Value))],
            facts.Ordered)
        {
            Metadata = facts.Metadata,
        };
    }

    private static PriceView View(string id, Price price) => new(
        id,
        price.Name,
        price.Currency,
        price.Amount,
        price.Exponent,
        price.Archived is null ? PriceStatus.Active : PriceStatus.Archived,
        price.Created);

    private static FieldSchema View(int version, StoredSchema schema) => new(
        version,
        [
            .. schema.Fields.OrderBy(pair => pair.Value.Nr).Select(pair => new Field(
                pair.Key, pair.Value.Label, pair.Value.Type, pair.Value.Required, pair.Value.MaxLength, pair.Value.Options)),
        ],
        schema.Published);
}
