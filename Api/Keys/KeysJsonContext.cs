using System.Text.Json.Serialization;
using Actors.Api.Http;

namespace Actors.Api.Keys;

/// <summary>JSON of keys.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(IssueKeyBody))]
[JsonSerializable(typeof(RevokeKeyBody))]
[JsonSerializable(typeof(KeyJson))]
[JsonSerializable(typeof(ListJson<KeyJson>))]
internal sealed partial class KeysJsonContext : JsonSerializerContext;
