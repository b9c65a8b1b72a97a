using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>One field.</summary>
/// <param name="Name">The key in <c>input</c>.</param>
/// <param name="Label">What the end user reads; the name unless it is sent.</param>
/// <param name="Type"><c>text</c>, <c>email</c>, <c>phone</c>, <c>date</c>, <c>number</c>, <c>boolean</c> or <c>choice</c>.</param>
/// <param name="Required">Whether an order without it is refused; false unless it is sent.</param>
/// <param name="MaxLength">The longest value, in characters.</param>
/// <param name="Options">The values of a choice.</param>
internal sealed record FieldBody(
    string Name,
    string Type,
    string? Label = null,
    bool? Required = null,
    int? MaxLength = null,
    IReadOnlyList<string>? Options = null)
{
    public static IReadOnlyDictionary<string, FieldType> Types { get; } = Enum.GetValues<FieldType>()
        .ToDictionary(type => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()), StringComparer.Ordinal);

    [JsonIgnore]
    public FieldType? KnownType => Types.TryGetValue(Type, out var type) ? type : null;

    public Field ToField() => new(Name, Label ?? Name, KnownType ?? FieldType.Text, Required ?? false, MaxLength, Options ?? []);
}
