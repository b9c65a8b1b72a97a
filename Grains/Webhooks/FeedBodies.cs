using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>The payloads of events that are about endpoints.</summary>
internal static class FeedBodies
{
    private static readonly FeedBodyContext Wire = new(new JsonSerializerOptions(FeedBodyContext.Default.Options)
    {
        Encoder = EventText.Encoder,
    });

    /// <summary>One that nothing happened for.</summary>
    public static string Test(string eventId, string type, DateTimeOffset at, EndpointEventData data) =>
        Write(new EndpointEventJson(eventId, type, at, data with { Test = true }) { Test = true });

    public static string Of(string eventId, string type, DateTimeOffset at, EndpointEventData data) =>
        Write(new EndpointEventJson(eventId, type, at, data));

    private static string Write(EndpointEventJson json) => JsonSerializer.Serialize(json, Wire.EndpointEventJson);
}

/// <summary>The envelope, as that of orders.</summary>
internal sealed record EndpointEventJson(string Id, string Type, DateTimeOffset Timestamp, EndpointEventData Data)
{
    /// <summary>True for a test.</summary>
    public bool? Test { get; init; }
}

/// <summary>What happened to an endpoint.</summary>
internal sealed record EndpointEventData(string EndpointId)
{
    public string Object { get; init; } = "webhook_endpoint_event";

    /// <summary>True for a test: nothing happened.</summary>
    public bool? Test { get; init; }

    public string? Url { get; init; }

    /// <summary>What the last attempt came to.</summary>
    public string? Outcome { get; init; }

    /// <summary>How many attempts failed in a row.</summary>
    public int? Failures { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why it is disabled.</summary>
    public string? Reason { get; init; }

    /// <summary>The first event that it does not get.</summary>
    public long? MissedFrom { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcTimeJson)])]
[JsonSerializable(typeof(EndpointEventJson))]
internal sealed partial class FeedBodyContext : JsonSerializerContext;
