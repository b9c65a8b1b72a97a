using Actors.Api.Screen;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>A price on the wire. Amount and currency never change; make a new price instead.</summary>
/// <param name="Id"><c>price_…</c></param>
/// <param name="Object">Always <c>price</c>.</param>
/// <param name="ProdId">The product that it belongs to.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Amount">In minor units: 3999 is 39.99 GBP (MM-17).</param>
/// <param name="Exponent">How many decimals a minor unit stands for.</param>
/// <param name="Display">For people: <c>£39.99</c>.</param>
/// <param name="Status"><c>Active</c> or <c>Archived</c>.</param>
internal sealed record PriceJson(
    string Id,
    string Object,
    string ProdId,
    string Name,
    string Currency,
    long Amount,
    int Exponent,
    string Display,
    string Status,
    DateTimeOffset Created)
{
    public static PriceJson From(string productId, PriceView price) => new(
        price.Id,
        "price",
        productId,
        price.Name,
        price.Currency,
        price.Amount,
        price.Exponent,
        Money.Format(price, quantity: 1),
        price.Status,
        price.Created);
}
