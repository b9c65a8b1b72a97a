using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Orders;

/// <summary>What the user supplied after <c>Need_more_info</c> (MM-33).</summary>
/// <param name="Fields">By the names that were asked for.</param>
internal sealed record SupplyInfoBody(IReadOnlyDictionary<string, string> Fields) : IRequestBody<SupplyInfoBody>
{
    public static JsonTypeInfo<SupplyInfoBody> Json => OrdersJsonContext.Default.SupplyInfoBody;
}
