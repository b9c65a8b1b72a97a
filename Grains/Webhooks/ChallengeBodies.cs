using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>The payload of a challenge; the receiver answers with <c>{"challenge": …}</c>.</summary>
internal static class ChallengeBodies
{
    private static readonly ChallengeContext Wire = new(new JsonSerializerOptions(ChallengeContext.Default.Options)
    {
        Encoder = EventText.Encoder,
    });

    public static string Write(string id, string endpointId, string challenge, DateTimeOffset at) => JsonSerializer.Serialize(
        new ChallengeJson(id, EventTypes.EndpointVerification, at, challenge, new EndpointEventData(endpointId)), Wire.ChallengeJson);
}

/// <summary>A challenge on the wire.</summary>
internal sealed record ChallengeJson(string Id, string Type, DateTimeOffset Timestamp, string Challenge, EndpointEventData Data);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcTimeJson)])]
[JsonSerializable(typeof(ChallengeJson))]
internal sealed partial class ChallengeContext : JsonSerializerContext;
