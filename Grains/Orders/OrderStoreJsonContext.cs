using System.Text.Json.Serialization;

namespace Actors.Orders;

/// <summary>JSON of what is stored of orders. (<see cref="OrderJsonContext"/> is that of the wire.)</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(OrderEvent.Failed), TypeInfoPropertyName = "FailedEvent")]
[JsonSerializable(typeof(OrderCommand))]
[JsonSerializable(typeof(OrderAnswer.Succeeded), TypeInfoPropertyName = "SucceededAnswer")]
[JsonSerializable(typeof(OrderAnswer.Failed), TypeInfoPropertyName = "FailedAnswer")]
internal sealed partial class OrderStoreJsonContext : JsonSerializerContext;
