using System.Text.Json.Serialization;

namespace Actors.Keys;

/// <summary>JSON of what is stored of API keys.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ApiKeyEvent))]
[JsonSerializable(typeof(ApiKeyEvent.Revoked), TypeInfoPropertyName = "RevokedEvent")]
[JsonSerializable(typeof(ApiKeyCommand))]
internal sealed partial class ApiKeyJsonContext : JsonSerializerContext;
