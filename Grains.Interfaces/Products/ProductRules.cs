namespace Actors.Products;

/// <summary>What makes a product show and sell: one rule for the API's answers and for the order's decision.</summary>
public static class ProductRules
{
    /// <summary>The meta keys that the product's type asks for and the product lacks or leaves blank (MM-10).</summary>
    public static IReadOnlyList<string> MissingMeta(ProductView product, ProductTypeView? type)
    {
        ArgumentNullException.ThrowIfNull(product);
        return [.. (type?.RequiredMeta ?? []).Where(key => string.IsNullOrWhiteSpace(product.Meta.GetValueOrDefault(key)))];
    }

    /// <summary>Whether a marketplace shows it: enabled (MM-08) and nothing missing (MM-10).</summary>
    public static bool IsDisplayable(ProductView product, IReadOnlyList<string> missingMeta)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(missingMeta);
        return product.Status == ProductStatus.Enabled && missingMeta.Count == 0;
    }

    /// <summary>Whether it can be ordered: displayable with at least one active price (MM-18).</summary>
    public static bool IsOrderable(ProductView product, IReadOnlyList<string> missingMeta) =>
        IsDisplayable(product, missingMeta) && product.Prices.Any(price => price.Status == PriceStatus.Active);
}
