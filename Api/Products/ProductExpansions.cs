using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Api.Http;
using Actors.Keys;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>Products and prices within other objects, as their own paths show them to the same caller.</summary>
internal static class ProductExpansions
{
    /// <summary>The newest prices of a product, as the first page of its list.</summary>
    public static Expandable Prices { get; } = new("prices", "id", Scopes.ProductsRead, async (call, id) =>
    {
        var prices = (await call.FindProduct(id))?.Value.Prices.Where(call.Shows).Reverse().ToList();
        return prices is null ? null : JsonSerializer.SerializeToNode(
            new ListJson<PriceJson>("list", $"/products/{id}/pricing", prices.Count > Paging.DefaultLimit, [.. prices.Take(Paging.DefaultLimit).Select(price => PriceJson.From(id, price))]),
            ProductsJsonContext.Default.ListJsonPriceJson);
    });

    /// <summary>The product of an order; null for a marketplace from whose sight it was taken since.</summary>
    public static Expandable Product { get; } = new("product", "prod_id", Scopes.ProductsRead, Read, Prices);

    /// <summary>Old prices matter to who made them; a marketplace orders with the present ones.</summary>
    public static bool Shows(this Call call, PriceView price) => call.Caller.Role != KeyRole.Marketplace || price.Status == PriceStatus.Active;

    private static async Task<JsonNode?> Read(Call call, string id) => await call.FindProduct(id) is { } product
        ? JsonSerializer.SerializeToNode(
            ProductJson.From(product, await new TypeRules(call).MissingMeta(product.Value), call.Caller), ProductsJsonContext.Default.ProductJson)
        : null;
}
