using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>JSON of what is stored of webhook endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookEndpoint))]
[JsonSerializable(typeof(WebhookEndpointEvent))]
[JsonSerializable(typeof(WebhookEndpointEvent.Removed), TypeInfoPropertyName = "RemovedEvent")]
[JsonSerializable(typeof(WebhookEndpointCommand))]
internal sealed partial class WebhookEndpointJsonContext : JsonSerializerContext;
