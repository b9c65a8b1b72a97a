using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>JSON of what is stored of feeds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Feed))]
[JsonSerializable(typeof(FeedEvent))]
[JsonSerializable(typeof(FeedCommand))]
internal sealed partial class FeedJsonContext : JsonSerializerContext;
