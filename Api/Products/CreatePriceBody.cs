using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Products;

/// <summary>A new price (MM-14 … MM-17).</summary>
/// <param name="Amount">In minor units of the currency, 0 or more: 3999 is 39.99 GBP.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record CreatePriceBody(string Name, long Amount, string Currency) : IRequestBody<CreatePriceBody>
{
    public static JsonTypeInfo<CreatePriceBody> Json => ProductsJsonContext.Default.CreatePriceBody;

    public static string? Hint(string pointer) => pointer == "/amount"
        ? "amount is a whole number in minor units of the currency: send 3999 for 39.99 GBP, 4000 for 4000 JPY."
        : null;
}
