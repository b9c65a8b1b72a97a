using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Products;

/// <summary>Why an operator blocks a product; its provider reads it.</summary>
internal sealed record ReasonBody(string Reason) : IRequestBody<ReasonBody>
{
    public static JsonTypeInfo<ReasonBody> Json => ProductsJsonContext.Default.ReasonBody;
}
