using System.Text.Json.Serialization;

namespace Actors.Recoveries;

/// <summary>JSON of what is stored of recoveries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Recovery))]
[JsonSerializable(typeof(RecoveryEvent))]
[JsonSerializable(typeof(RecoveryEvent.Paused), TypeInfoPropertyName = "PausedEvent")]
[JsonSerializable(typeof(RecoveryEvent.Cancelled), TypeInfoPropertyName = "CancelledEvent")]
[JsonSerializable(typeof(RecoveryCommand))]
internal sealed partial class RecoveryJsonContext : JsonSerializerContext;
