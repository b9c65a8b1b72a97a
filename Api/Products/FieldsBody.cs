using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Products;

/// <summary>The next version of a product's fields: the whole list.</summary>
internal sealed record FieldsBody(IReadOnlyList<FieldBody> Fields) : IRequestBody<FieldsBody>
{
    public static JsonTypeInfo<FieldsBody> Json => ProductsJsonContext.Default.FieldsBody;

    public IEnumerable<FieldError> Check() => Fields.Index()
        .Where(field => field.Item.KnownType is null)
        .Select(field => new FieldError(
            $"/fields/{field.Index}/type", "field_type_unknown", $"'{field.Item.Type}' is no type of field; known are {string.Join(", ", FieldBody.Types.Keys)}."));
}
