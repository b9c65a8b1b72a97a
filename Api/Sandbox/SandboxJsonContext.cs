using System.Text.Json.Serialization;

namespace Actors.Api.Sandbox;

/// <summary>JSON of the sandbox.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AdvanceBody))]
[JsonSerializable(typeof(ClockJson))]
internal sealed partial class SandboxJsonContext : JsonSerializerContext;
