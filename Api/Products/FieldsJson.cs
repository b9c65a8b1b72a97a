using Actors.Products;

namespace Actors.Api.Products;

/// <summary>The fields that an order's <c>input</c> must fit, at one version (MM-24).</summary>
/// <param name="Object">Always <c>field_schema</c>.</param>
/// <param name="Version">1, 2, 3 …; 0 while none were published: then any input is taken.</param>
internal sealed record FieldsJson(string Object, string ProdId, int Version, IReadOnlyList<Field> Fields, DateTimeOffset? Published)
{
    public static FieldsJson From(string productId, FieldSchema? schema) =>
        new("field_schema", productId, schema?.Version ?? 0, schema?.Fields ?? [], schema?.Published);
}
