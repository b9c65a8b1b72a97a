using System.Text.Json;

namespace Actors.Api.Orders;

/// <summary>Something that happened to an order: its name, and the facts that a reader needs.</summary>
/// <param name="Name"><c>placed</c>, <c>went_manual</c>, <c>info_asked</c>, <c>succeeded</c> …</param>
/// <param name="Facts">Such as <c>reason</c>, <c>via</c>, <c>error</c>; none when the name says it all.</param>
internal sealed record TimelineEventJson(string Name, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>
    /// What is shown of what is stored: the rest stands in the order itself, or is one party's own business, such as
    /// who acted for it. The entry's actor says who, as the caller may see them.
    /// </summary>
    private static readonly (string Stored, string Shown)[] Known =
    [
        ("reason", "reason"), ("via", "via"), ("code", "code"), ("error", "error"),
        ("requiredFields", "required_fields"), ("deadline", "expires_at"), ("answerBy", "answer_by"),
    ];

    private static readonly string[] Times = ["deadline", "answerBy"];

    /// <summary>Reads a JSON array of stored events.</summary>
    public static IReadOnlyList<TimelineEventJson> Of(string events)
    {
        using var stored = JsonDocument.Parse(events);
        return [.. stored.RootElement.EnumerateArray().Select(Of)];
    }

    private static TimelineEventJson Of(JsonElement stored)
    {
        var facts = new Dictionary<string, string>();
        foreach (var (name, shown) in Known)
        {
            if (stored.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object))
            {
                facts[shown] = value.ValueKind == JsonValueKind.Array
                    ? string.Join(',', value.EnumerateArray().Select(item => item.ToString()))
                    : Times.Contains(name) ? UtcTimeJson.Text(value.GetDateTimeOffset()) : value.ToString();
            }
        }

        return new TimelineEventJson(stored.GetProperty("event").GetString()!, facts);
    }
}
