using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Actors.Tests.Description;

/// <summary>Makes what differs from run to run the same: ids, times, secrets, ports. Nothing else of an answer is touched.</summary>
internal static partial class Scrub
{
    private static readonly DateTimeOffset Base = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// How far from what happened a time lies that is promised, by its name. What was measured in the run is not looked at,
    /// so that neither a slow machine nor the hour of the day can be seen; all that happened is shown at one moment.
    /// </summary>
    private static readonly Dictionary<string, TimeSpan> Away = new(StringComparer.Ordinal)
    {
        ["expires_at"] = TimeSpan.FromMinutes(1),
        ["webhook-deadline"] = TimeSpan.FromMinutes(1),
        ["next_attempt"] = TimeSpan.FromMinutes(5),
        ["until"] = TimeSpan.FromDays(1),
        ["parked"] = TimeSpan.FromDays(1),
        ["failing_since"] = TimeSpan.FromMinutes(-30),
    };

    public static string Text(JsonNode examples)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var text = Times(examples.ToJsonString(Readable));
        text = Token().Replace(text, "sk_test_01k9z5example0000000000key_" + new string('x', 32));
        text = Signed().Replace(text, "$1.signature");
        text = Secret().Replace(text, "whsec_" + Convert.ToBase64String("a secret of this example, 32 by"u8));
        text = Port().Replace(text, "https://partner.example.com");
        text = Trace().Replace(text, "\"trace_id\": \"4bf92f3577b34da6a3ce929d0e0e4736\"");
        text = Duration().Replace(text, "\"duration_ms\": 12");
        text = Address().Replace(text, "203.0.113.7:443");
        text = Timestamp().Replace(text, "webhook-timestamp: 1795339800");
        text = Challenge().Replace(text, "ch_achallengeofthisexampleofthirty2");
        text = Attempt().Replace(text, "att_9");
        text = Parked().Replace(text, "\"sequence\": 41");
        text = Progress().Replace(text, "$1: 2");
        text = Size().Replace(text, "$1: ${2}697");
        text = Headers().Replace(text, "headers have 20149 characters");
        text = Quota().Replace(text, "r=1499;t=1");
        text = Request().Replace(text, "req_01k9z5example0000000000000");
        return Id().Replace(text, match => ids.TryGetValue(match.Value, out var known) ? known : ids[match.Value] = Named(match.Groups[1].Value)) + "\n";

        string Named(string prefix)
        {
            counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}_01k9z5example000000000{counts[prefix]:0000}");
        }
    }

    public static string Times(string text) => Time().Replace(text, match =>
        match.Groups["before"].Value
        + (Base + Away.GetValueOrDefault(match.Groups["name"].Value)).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    // With the name before it, in JSON, in JSON within a text, or in a header. What the tour itself asked for stays.
    [GeneratedRegex("""(?<before>(?:(?<name>[\w-]+)(?:\\?"\s*:\s*\\?"|: ))?)(?!""" + PushTour.Long + """)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z""")]
    private static partial Regex Time();

    [GeneratedRegex("sk_test_[0-9a-z]{26}_[0-9A-Za-z]{32}")]
    private static partial Regex Token();

    [GeneratedRegex(@"(/o/po_[0-9a-z]{26})\.[0-9A-Za-z_-]+")]
    private static partial Regex Signed();

    [GeneratedRegex("whsec_[0-9A-Za-z+/=]+")]
    private static partial Regex Secret();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Port();

    [GeneratedRegex("\"trace_id\": \"[0-9a-f]+\"")]
    private static partial Regex Trace();

    [GeneratedRegex("\"duration_ms\": \\d+(\\.\\d+)?")]
    private static partial Regex Duration();

    [GeneratedRegex("req_[0-9a-z]{26}")]
    private static partial Regex Request();

    [GeneratedRegex("\\b([a-z]+)_[0-9a-z]{26}(?=_|\\b)")]
    private static partial Regex Id();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex("\\bch_[0-9A-Za-z]{32}|(?<=_)ch_[0-9A-Za-z]{32}")]
    private static partial Regex Challenge();

    [GeneratedRegex(@"\batt_\d+")]
    private static partial Regex Attempt();

    // Of the outbox, which all of the silo's messages share.
    [GeneratedRegex("\"sequence\": [0-9]{2,}")]
    private static partial Regex Parked();

    // How far a recovery came before it was asked.
    [GeneratedRegex("(\"done\"|\"position\"): [1-9]\\d*")]
    private static partial Regex Progress();

    // A time is written with as few digits as it needs.
    [GeneratedRegex("(Content-Length|\"Content-Length\"|\"request_size\"|\"body_bytes\"): (\"?)[1-9]\\d+")]
    private static partial Regex Size();

    [GeneratedRegex(@"headers have \d+ characters")]
    private static partial Regex Headers();

    // How many calls the tour made in the seconds before.
    [GeneratedRegex(@"r=\d+;t=\d+")]
    private static partial Regex Quota();

    [GeneratedRegex(@"webhook-timestamp: \d+")]
    private static partial Regex Timestamp();
}
