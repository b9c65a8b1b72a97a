using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Products;

/// <summary>What may change of a price: its name.</summary>
internal sealed record RenamePriceBody(string Name) : IRequestBody<RenamePriceBody>
{
    public static JsonTypeInfo<RenamePriceBody> Json => ProductsJsonContext.Default.RenamePriceBody;

    public static string? Hint(string pointer) => pointer is "/amount" or "/currency"
        ? "Amount and currency of a price never change: archive it and make a new one."
        : null;
}
