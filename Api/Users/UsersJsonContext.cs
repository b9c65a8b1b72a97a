using System.Text.Json.Serialization;

namespace Actors.Api.Users;

/// <summary>JSON of users.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UserJson))]
internal sealed partial class UsersJsonContext : JsonSerializerContext;
