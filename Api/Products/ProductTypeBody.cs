using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Products;

/// <summary>What an operator sets of a product type.</summary>
internal sealed record ProductTypeBody(IReadOnlyList<string> RequiredMeta) : IRequestBody<ProductTypeBody>
{
    public static JsonTypeInfo<ProductTypeBody> Json => ProductsJsonContext.Default.ProductTypeBody;
}
