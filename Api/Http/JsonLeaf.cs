using System.Text.Json;

namespace Actors.Api.Http;

/// <summary>The simple values that bodies hold, in words of JSON.</summary>
internal static class JsonLeaf
{
    /// <summary>Whether a type takes a value. A type that is not listed takes any: the body checks it itself.</summary>
    public static bool Takes(Type type, JsonElement value) => Known(type) switch
    {
        { } known when known == typeof(string) => value.ValueKind == JsonValueKind.String,
        { } known when known == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        { } known when known == typeof(int) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        { } known when known == typeof(long) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        { } known when known == typeof(DateTimeOffset) => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
        _ => true,
    };

    public static string NameOf(Type type) => Known(type) switch
    {
        { } known when known == typeof(string) => "a string",
        { } known when known == typeof(bool) => "true or false",
        { } known when known == typeof(DateTimeOffset) => "a time in ISO 8601, such as 2026-11-22T09:30:00Z",
        _ => "a whole number",
    };

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "the number " + (value.GetRawText() is { Length: <= 30 } text ? text : "that was sent"),
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private static Type Known(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
