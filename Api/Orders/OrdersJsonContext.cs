using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Api.Http;
using Actors.Orders;

namespace Actors.Api.Orders;

/// <summary>JSON of orders. Bodies are strict: a name that is not known is a mistake.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(PlaceOrderBody))]
[JsonSerializable(typeof(AnswerOrderBody))]
[JsonSerializable(typeof(SupplyInfoBody))]
[JsonSerializable(typeof(OrderMetadataBody))]
[JsonSerializable(typeof(WorkerBody))]
[JsonSerializable(typeof(OrderJson))]
[JsonSerializable(typeof(OrderEventJson))]
[JsonSerializable(typeof(TimelineEntryJson))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ListJson<OrderJson>))]
[JsonSerializable(typeof(ListJson<TimelineEntryJson>))]
internal sealed partial class OrdersJsonContext : JsonSerializerContext;
