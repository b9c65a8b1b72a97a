using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Api.Screen;

/// <summary>What the page's script gets, by stream and by poll.</summary>
/// <param name="Status">The order's status as it is shown.</param>
/// <param name="RemainingMs">How long to go on following; 0 ends it. Made here: a browser's clock may be wrong.</param>
/// <param name="Html">The part of the page that changes, escaped like the page itself.</param>
internal sealed record ScreenStatus(long Version, string Status, string Title, long RemainingMs, string Html)
{
    public static ScreenStatus Of(ScreenOrder order) => new(
        order.Version,
        order.Phase.ToString(),
        ScreenPage.TitleOf(order),
        (long)Math.Ceiling(order.Remaining.TotalMilliseconds),
        ScreenParts.Live(order, retry: null).ToString());

    public string ToJson() => JsonSerializer.Serialize(this, ScreenJsonContext.Default.ScreenStatus);
}

/// <summary>JSON of the screen's own script; not part of the public API.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ScreenStatus))]
internal sealed partial class ScreenJsonContext : JsonSerializerContext;
