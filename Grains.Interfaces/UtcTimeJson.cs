using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors;

/// <summary>Times on the wire, in one form in answers and pushes: ISO 8601 in UTC, with a <c>Z</c> and no more digits than they need.</summary>
public sealed class UtcTimeJson : JsonConverter<DateTimeOffset>
{
    /// <summary>The same form where a time stands within a text.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Any offset is taken.</summary>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.UtcDateTime);
    }
}
