using System.Text.Json.Serialization;

namespace Actors.Users;

/// <summary>JSON of what is stored of users.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserEvent))]
[JsonSerializable(typeof(UserCommand))]
internal sealed partial class UserJsonContext : JsonSerializerContext;
