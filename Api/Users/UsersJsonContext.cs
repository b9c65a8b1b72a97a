using System.Text.Json.Serialization;

namespace Actors.Api.Users;

/// <summary>JSON of users.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeJson)])]
[JsonSerializable(typeof(UserJson))]
internal sealed partial class UsersJsonContext : JsonSerializerContext;
