using System.Text.Json.Serialization;

namespace Actors.Products;

/// <summary>The kinds of value that a field takes; all travel as strings (MM-23).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldType>))]
public enum FieldType
{
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>An address with one @ and a domain.</summary>
    [JsonStringEnumMemberName("email")]
    Email,

    /// <summary>E.164 or national digits, 5 to 20 of them.</summary>
    [JsonStringEnumMemberName("phone")]
    Phone,

    /// <summary><c>2026-11-22</c></summary>
    [JsonStringEnumMemberName("date")]
    Date,

    /// <summary>A decimal number with a dot.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary><c>true</c> or <c>false</c></summary>
    [JsonStringEnumMemberName("boolean")]
    Boolean,

    /// <summary>One of <see cref="Field.Options"/>.</summary>
    [JsonStringEnumMemberName("choice")]
    Choice,
}

/// <summary>One field of an order's input.</summary>
/// <param name="Name">The key in <c>input</c>.</param>
/// <param name="Label">What the end user reads.</param>
/// <param name="Required">Whether an order without it is refused.</param>
/// <param name="MaxLength">The longest value, in characters; null for the general limit.</param>
/// <param name="Options">The allowed values of a choice; else empty.</param>
public sealed record Field(
    string Name,
    string Label,
    FieldType Type,
    bool Required,
    int? MaxLength,
    IReadOnlyList<string> Options);

/// <summary>The fields of a product at one version; orders keep the version that they were placed under.</summary>
public sealed record FieldSchema(int Version, IReadOnlyList<Field> Fields, DateTimeOffset Published);
