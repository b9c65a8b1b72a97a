using System.Text.Json.Serialization;
using Actors.Api.Http;

namespace Actors.Api.Recoveries;

/// <summary>JSON of recoveries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(StartRecoveryBody))]
[JsonSerializable(typeof(RecoveryJson))]
[JsonSerializable(typeof(ListJson<RecoveryJson>))]
internal sealed partial class RecoveriesJsonContext : JsonSerializerContext;
