using System.Text.Json;

namespace Actors.Webhooks.Tests;

public sealed class EventTextTests
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = EventText.Encoder, Converters = { new UtcTimeJson() } };

    [Theory]
    [InlineData("+44 20 7946 0000", "+44 20 7946 0000")]
    [InlineData("a+b+", "a+b+")]
    [InlineData("1+1<2", """1+1\u003C2""")]
    [InlineData("+<+>+&'", """+\u003C+\u003E+\u0026\u0027""")]
    [InlineData("Grüße, 東京", "Grüße, 東京")]
    [InlineData("+\u2028\"\\", """+\u2028\u0022\\""")]
    [InlineData("", "")]
    public void A_plus_stands_as_it_is_and_markup_does_not(string text, string written)
    {
        JsonSerializer.Serialize(text, Json).ShouldBe($"\"{written}\"");
        JsonSerializer.Deserialize<string>(JsonSerializer.SerializeToUtf8Bytes(text, Json)).ShouldBe(text);
    }

    [Theory]
    [InlineData("2026-11-22T09:30:00.1230000+00:00", "2026-11-22T09:30:00.123Z")]
    [InlineData("2026-11-22T11:30:00+02:00", "2026-11-22T09:30:00Z")]
    public void Times_have_one_form(string time, string written)
    {
        var at = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        JsonSerializer.Serialize(at, Json).ShouldBe($"\"{written}\"");
        UtcTimeJson.Text(at).ShouldBe(written);
    }
}
