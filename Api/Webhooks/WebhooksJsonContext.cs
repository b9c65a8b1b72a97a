using System.Text.Json.Serialization;

namespace Actors.Api.Webhooks;

/// <summary>JSON of endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SetEndpointBody))]
[JsonSerializable(typeof(RotateSecretBody))]
[JsonSerializable(typeof(WebhookEndpointJson))]
internal sealed partial class WebhooksJsonContext : JsonSerializerContext;
