using System.Text.Json.Serialization;
using Actors.Api.Http;

namespace Actors.Api.Products;

/// <summary>JSON of products, prices, fields and types. Bodies are strict: a name that is not known is a mistake.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(UtcTimeJson)])]
[JsonSerializable(typeof(CreateProductBody))]
[JsonSerializable(typeof(UpdateProductBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(CreatePriceBody))]
[JsonSerializable(typeof(RenamePriceBody))]
[JsonSerializable(typeof(FieldsBody))]
[JsonSerializable(typeof(ProductTypeBody))]
[JsonSerializable(typeof(ProductJson))]
[JsonSerializable(typeof(PriceJson))]
[JsonSerializable(typeof(FieldsJson))]
[JsonSerializable(typeof(ProductTypeJson))]
[JsonSerializable(typeof(ListJson<ProductJson>))]
[JsonSerializable(typeof(ListJson<PriceJson>))]
[JsonSerializable(typeof(ListJson<ProductTypeJson>))]
internal sealed partial class ProductsJsonContext : JsonSerializerContext;
