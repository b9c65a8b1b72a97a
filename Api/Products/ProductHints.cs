namespace Actors.Api.Products;

/// <summary>What a partner is told who expects something else of a product's body.</summary>
internal static class ProductHints
{
    public const string MetaValue = "meta is a map of strings to strings; put the value in quotes.";

    public static string? For(string pointer) => pointer switch
    {
        "/amount" or "/price" or "/prices" or "/pricing" or "/currency" =>
            "A product has no price of its own: create it first, then make its prices with POST /products/{id}/pricing.",
        _ when pointer.StartsWith("/meta/", StringComparison.Ordinal) => MetaValue,
        _ => Metadata(pointer),
    };

    public static string? Metadata(string pointer) => pointer.StartsWith("/metadata/", StringComparison.Ordinal)
        ? "metadata is a map of strings to strings; put the value in quotes. An empty value takes a key away."
        : null;

    /// <summary><c>type</c> is another name of <c>product_type</c> (MM-11, A-32): both may stand there when they agree.</summary>
    public static FieldError? Contradiction(string? productType, string? type) =>
        productType is null || type is null || productType == type
            ? null
            : new FieldError("/type", "type_contradicts", $"type is another name of product_type and says '{type}', product_type says '{productType}'; send one of them.");
}
