using System.Globalization;

namespace Actors.Tests.Description;

/// <summary>An example is the same whenever and wherever it is recorded.</summary>
public sealed class ScrubTests
{
    [Theory]
    [InlineData("2026-11-22T12:00:00Z", 0.2)]
    [InlineData("2026-11-22T23:59:59.9Z", 0.2)]
    [InlineData("2026-11-23T00:00:00Z", 0)]
    [InlineData("2027-06-30T23:58:00.0000001Z", 400)]
    public void Neither_the_hour_nor_a_slow_machine_is_seen_in_it(string began, double seconds)
    {
        var at = DateTimeOffset.Parse(began, CultureInfo.InvariantCulture);
        string Time(double after) => UtcTimeJson.Text(at.AddSeconds(after));
        var text = $$"""
            { "created": "{{Time(0)}}", "expires_at": "{{Time(60)}}", "answered": "{{Time(seconds)}}", "from": "2026-01-01T00:00:00Z",
              "body": "{\"at\":\"{{Time(seconds)}}\",\"expires_at\":\"{{Time(60)}}\"}", "request_headers": "webhook-deadline: {{Time(60)}}\nx" }
            """;

        Scrub.Times(text).ShouldBe("""
            { "created": "2026-11-22T09:30:00.000Z", "expires_at": "2026-11-22T09:31:00.000Z", "answered": "2026-11-22T09:30:00.000Z", "from": "2026-01-01T00:00:00Z",
              "body": "{\"at\":\"2026-11-22T09:30:00.000Z\",\"expires_at\":\"2026-11-22T09:31:00.000Z\"}", "request_headers": "webhook-deadline: 2026-11-22T09:31:00.000Z\nx" }
            """);
    }
}
