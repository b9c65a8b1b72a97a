using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Api.Products;

namespace Actors.Api.Orders;

/// <summary>An order as a marketplace places it (MM-20 … MM-23).</summary>
/// <param name="ProdId">The product.</param>
/// <param name="PricingId">One of its active prices.</param>
/// <param name="User">Who it is for.</param>
/// <param name="Input">What the product's fields ask for.</param>
/// <param name="Quantity">1 unless it is sent.</param>
/// <param name="Metadata">Your own notes, 50 pairs: the provider does not see them.</param>
internal sealed record PlaceOrderBody(
    string ProdId,
    string PricingId,
    OrderUserBody User,
    IReadOnlyDictionary<string, string>? Input = null,
    int? Quantity = null,
    IReadOnlyDictionary<string, string>? Metadata = null) : IRequestBody<PlaceOrderBody>
{
    public static JsonTypeInfo<PlaceOrderBody> Json => OrdersJsonContext.Default.PlaceOrderBody;

    public static string? Hint(string pointer) => pointer.StartsWith("/input/", StringComparison.Ordinal)
        ? "input is a map of strings to strings; put the value in quotes."
        : ProductHints.Metadata(pointer);
}
