using Actors.Products;

namespace Actors.Api.Products;

/// <summary>A product type on the wire.</summary>
/// <param name="Object">Always <c>product_type</c>.</param>
/// <param name="RequiredMeta">The meta keys without which a product of this type is not displayed.</param>
internal sealed record ProductTypeJson(string Object, string ProductType, IReadOnlyList<string> RequiredMeta)
{
    public static ProductTypeJson From(string type, Snapshot<ProductTypeView>? known) =>
        new("product_type", type, known?.Value.RequiredMeta ?? []);
}
