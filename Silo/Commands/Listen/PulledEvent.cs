using System.Globalization;
using System.Text.Json;

namespace Actors.Commands.Listen;

/// <summary>An event as <c>GET /events</c> gives it.</summary>
/// <param name="Body">The bytes of a push, as text.</param>
/// <param name="Deadline">What a push would say in <c>webhook-deadline</c>.</param>
internal sealed record PulledEvent(long Sequence, string Id, string Type, string Subject, string Body, DateTimeOffset Created, DateTimeOffset? Deadline)
{
    public static PulledEvent From(JsonElement json)
    {
        var payload = json.GetProperty("payload");
        return new PulledEvent(
            json.GetProperty("cursor").GetInt64(),
            json.GetProperty("id").GetString()!,
            json.GetProperty("type").GetString()!,
            json.GetProperty("subject").GetString()!,
            payload.GetRawText(),
            json.GetProperty("created").GetDateTimeOffset(),
            DeadlineOf(payload));
    }

    /// <summary>As the body's bytes, the number stands for the whole event.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Sequence} {Type} {Subject}");

    /// <summary>Only while somebody waits for the answer.</summary>
    private static DateTimeOffset? DeadlineOf(JsonElement payload) =>
        payload.TryGetProperty("data", out var data)
        && data.TryGetProperty("queue", out var queue)
        && queue.ValueEquals("processing")
        && data.TryGetProperty("expires_at", out var expires)
            ? expires.GetDateTimeOffset()
            : null;
}
