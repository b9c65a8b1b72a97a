using System.Text.Json.Serialization;

namespace Actors.Accounts;

/// <summary>JSON of what is stored of accounts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountEvent))]
[JsonSerializable(typeof(AccountCommand))]
internal sealed partial class AccountJsonContext : JsonSerializerContext;
