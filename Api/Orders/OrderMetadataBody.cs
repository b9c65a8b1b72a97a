using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Api.Products;

namespace Actors.Api.Orders;

/// <summary>A change of your own notes on an order.</summary>
/// <param name="Metadata">Keys to set; an empty value takes a key away, keys that are not sent stay.</param>
internal sealed record OrderMetadataBody(IReadOnlyDictionary<string, string> Metadata) : IRequestBody<OrderMetadataBody>
{
    public static JsonTypeInfo<OrderMetadataBody> Json => OrdersJsonContext.Default.OrderMetadataBody;

    public static string? Hint(string pointer) => ProductHints.Metadata(pointer);
}
