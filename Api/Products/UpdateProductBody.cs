using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>A change of a product: what is not sent, or null, stays as it is.</summary>
/// <param name="Meta">Keys to set; null takes a key away, keys that are not sent stay.</param>
/// <param name="Metadata">Keys to set of your own notes; an empty value takes a key away.</param>
internal sealed record UpdateProductBody(
    string? Name = null,
    string? Description = null,
    string? ProductType = null,
    string? Type = null,
    IReadOnlyDictionary<string, JsonElement>? Meta = null,
    bool? Enabled = null,
    IReadOnlyDictionary<string, string>? Metadata = null) : IRequestBody<UpdateProductBody>
{
    public static JsonTypeInfo<UpdateProductBody> Json => ProductsJsonContext.Default.UpdateProductBody;

    public static string? Hint(string pointer) => ProductHints.For(pointer);

    public IEnumerable<FieldError> Check()
    {
        if (ProductHints.Contradiction(ProductType, Type) is { } contradiction)
        {
            yield return contradiction;
        }

        foreach (var (key, value) in Meta ?? new Dictionary<string, JsonElement>())
        {
            if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                yield return new FieldError(JsonPointer.To("/meta", key), "type_mismatch", ProductHints.MetaValue);
            }
        }
    }

    public ProductCommand ToCommand(DateTimeOffset at) => new ProductCommand.Update(
        Name, Description, ProductType ?? Type, Meta?.ToDictionary(entry => entry.Key, entry => entry.Value.GetString()), Enabled, at)
    {
        Metadata = Metadata,
    };
}
