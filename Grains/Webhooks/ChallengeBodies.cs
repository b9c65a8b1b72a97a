using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>The payload of a challenge; the receiver answers with <c>{"challenge": …}</c>.</summary>
internal static class ChallengeBodies
{
    public static string Write(string id, string endpointId, string challenge, DateTimeOffset at) => JsonSerializer.Serialize(
        new ChallengeJson(id, EventTypes.EndpointVerification, at, challenge, new EndpointEventData(endpointId)), ChallengeContext.Default.ChallengeJson);
}

/// <summary>A challenge on the wire.</summary>
internal sealed record ChallengeJson(string Id, string Type, DateTimeOffset Timestamp, string Challenge, EndpointEventData Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChallengeJson))]
internal sealed partial class ChallengeContext : JsonSerializerContext;
