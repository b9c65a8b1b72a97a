using System.Text.Json.Serialization;

namespace Actors.Platform;

/// <summary>JSON of what is stored of the platform.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlatformState))]
[JsonSerializable(typeof(PlatformState.None), TypeInfoPropertyName = "NoPlatform")]
[JsonSerializable(typeof(PlatformEvent))]
[JsonSerializable(typeof(PlatformCommand))]
internal sealed partial class PlatformJsonContext : JsonSerializerContext;
