using System.Text.Json.Serialization;

namespace Actors.Api.Accounts;

/// <summary>JSON of accounts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(AccountJson))]
internal sealed partial class AccountsJsonContext : JsonSerializerContext;
