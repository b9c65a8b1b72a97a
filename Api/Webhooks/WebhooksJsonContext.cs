using System.Text.Json.Serialization;
using Actors.Api.Http;

namespace Actors.Api.Webhooks;

/// <summary>JSON of endpoints, events and attempts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CreateEndpointBody))]
[JsonSerializable(typeof(UpdateEndpointBody))]
[JsonSerializable(typeof(DisableEndpointBody))]
[JsonSerializable(typeof(RotateSecretBody))]
[JsonSerializable(typeof(ResendEventBody))]
[JsonSerializable(typeof(EndpointJson))]
[JsonSerializable(typeof(ListJson<EndpointJson>))]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(ListJson<EventJson>))]
[JsonSerializable(typeof(AttemptJson))]
[JsonSerializable(typeof(ListJson<AttemptJson>))]
internal sealed partial class WebhooksJsonContext : JsonSerializerContext;
