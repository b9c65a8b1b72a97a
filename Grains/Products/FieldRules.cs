using System.Globalization;
using System.Text.RegularExpressions;

namespace Actors.Products;

/// <summary>Whether an order's input fits the fields of its product (MM-23). Everything travels as text.</summary>
internal static partial class FieldRules
{
    public const int Pairs = 50;
    public const int KeyLength = 100;
    public const int ValueLength = 2_000;

    /// <summary>Notes everything that does not fit; without a schema any map within the limits does.</summary>
    public static Faults Input(this Faults faults, string at, IReadOnlyDictionary<string, string> input, FieldSchema? schema)
    {
        faults.Map(at, input, Pairs, KeyLength, ValueLength);
        if (schema is null)
        {
            return faults;
        }

        foreach (var field in schema.Fields)
        {
            faults.Value(JsonPointer.To(at, field.Name), field, input.GetValueOrDefault(field.Name));
        }

        foreach (var name in input.Keys.Except(schema.Fields.Select(field => field.Name)).Take(Pairs))
        {
            faults.Add(JsonPointer.To(at, name), "unknown_field", $"The product takes no such field; it takes: {string.Join(", ", schema.Fields.Select(field => field.Name))}.");
        }

        return faults;
    }

    /// <summary>Notes what keeps one value from fitting its field.</summary>
    public static Faults Value(this Faults faults, string at, Field field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return faults.Require(!field.Required, at, "required", $"'{field.Label}' is required.");
        }

        return value.Length > (field.MaxLength ?? ValueLength)
            ? faults.Add(at, "too_long", $"This has {value.Length} characters; at most {field.MaxLength ?? ValueLength} are taken.")
            : faults.Require(Fits(field, value), at, "invalid_value", Wanted(field));
    }

    private static bool Fits(Field field, string value) => field.Type switch
    {
        FieldType.Text => true,
        FieldType.Email => Email().IsMatch(value),
        FieldType.Phone => Phone().IsMatch(value) && value.Count(char.IsAsciiDigit) is >= 5 and <= 20,
        FieldType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldType.Number => Number().IsMatch(value),
        FieldType.Boolean => value is "true" or "false",
        FieldType.Choice => field.Options.Contains(value),
        _ => false,
    };

    private static string Wanted(Field field) => field.Type switch
    {
        FieldType.Email => "Give an e-mail address such as name@example.com.",
        FieldType.Phone => "Give a phone number of 5 to 20 digits, with + in front for an international one.",
        FieldType.Date => "Give a date such as 2026-11-22.",
        FieldType.Number => "Give a decimal number with a dot, such as 12.50.",
        FieldType.Boolean => "Give true or false.",
        FieldType.Choice => $"Give one of: {string.Join(", ", field.Options)}.",
        _ => "Give a text.",
    };

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    internal static partial Regex Email();

    [GeneratedRegex(@"^\+?[0-9 ().\-/]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    internal static partial Regex Phone();

    [GeneratedRegex(@"^[+-]?[0-9]{1,28}(\.[0-9]{1,28})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
