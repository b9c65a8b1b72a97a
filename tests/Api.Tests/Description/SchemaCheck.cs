using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Tests.Description;

/// <summary>
/// JSON Schema 2020-12 as far as the description uses it; a keyword that is not known here is an error, not a gap. (No
/// library for it can be restored. Spectral holds the recorded examples against the same schemas with Ajv.)
/// </summary>
/// <param name="components">The schemas that a <c>$ref</c> may name.</param>
/// <param name="closed">Whether an object with properties takes no others, as answers have it.</param>
internal sealed class SchemaCheck(JsonElement components, bool closed)
{
    private static readonly HashSet<string> Silent = ["description", "format", "default", "example", "title", "const", "maxLength", "maximum", "maxItems", "maxProperties"];

    /// <summary>What does not fit, each with its place.</summary>
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at = "")
    {
        var known = closed ? Properties(schema).ToHashSet() : [];
        return Faults(value, schema, at, closed && known.Count > 0 && schema.TryGetProperty("additionalProperties", out _) is false ? known : null);
    }

    private IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at, HashSet<string>? names)
    {
        if (names is not null && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var unknown in value.EnumerateObject().Where(property => !names.Contains(property.Name)))
            {
                yield return $"{at}/{unknown.Name} is not in the description";
            }
        }

        foreach (var rule in schema.EnumerateObject())
        {
            foreach (var fault in Rule(rule.Name, rule.Value, value, schema, at))
            {
                yield return fault;
            }
        }

        foreach (var fault in Limits(value, schema).Where(broken => broken.Broken).Select(broken => $"{at} is {Short(value)}: {broken.Name} {broken.Limit}"))
        {
            yield return fault;
        }
    }

    private IEnumerable<string> Rule(string name, JsonElement rule, JsonElement value, JsonElement schema, string at) => name switch
    {
        "$ref" => Faults(value, Resolve(rule), at),
        "type" => Values(rule).Any(type => IsOf(value, type.GetString()!)) ? [] : [$"{at} is {Short(value)}, not {rule.GetRawText()}"],
        "enum" => rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? [] : [$"{at} is {Short(value)}, none of {rule.GetRawText()}"],
        "allOf" => rule.EnumerateArray().SelectMany(part => Faults(value, part, at, null)),
        "anyOf" or "oneOf" => rule.EnumerateArray().Any(choice => !Faults(value, choice, at).Any()) ? [] : [$"{at} is {Short(value)}: fits none of {name}"],
        "required" => value.ValueKind != JsonValueKind.Object ? [] : rule.EnumerateArray().Where(needed => !value.TryGetProperty(needed.GetString()!, out _)).Select(needed => $"{at}/{needed} is missing"),
        "properties" => value.ValueKind != JsonValueKind.Object ? [] : rule.EnumerateObject().SelectMany(property =>
            value.TryGetProperty(property.Name, out var sent) ? Faults(sent, property.Value, $"{at}/{property.Name}") : []),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object || rule.ValueKind != JsonValueKind.Object ? [] : value.EnumerateObject()
            .Where(sent => !schema.TryGetProperty("properties", out var named) || !named.TryGetProperty(sent.Name, out _))
            .SelectMany(sent => Faults(sent.Value, rule, $"{at}/{sent.Name}")),
        "items" => value.ValueKind != JsonValueKind.Array ? [] : value.EnumerateArray().Index().SelectMany(item => Faults(item.Item, rule, $"{at}/{item.Index}")),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!) ? [] : [$"{at} is {Short(value)}, not like {rule}"],
        "minLength" or "minimum" or "minItems" => [],
        _ when Silent.Contains(name) => [],
        _ => throw new NotSupportedException($"The keyword {name} at {at} is not known to {nameof(SchemaCheck)}."),
    };

    private static IEnumerable<(string Name, string Limit, bool Broken)> Limits(JsonElement value, JsonElement schema)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            var broken = (rule.Name, value.ValueKind) switch
            {
                ("const", _) => !JsonElement.DeepEquals(rule.Value, value),
                ("minLength", JsonValueKind.String) => value.GetString()!.Length < rule.Value.GetInt64(),
                ("maxLength", JsonValueKind.String) => value.GetString()!.Length > rule.Value.GetInt64(),
                ("minimum", JsonValueKind.Number) => value.GetDecimal() < rule.Value.GetDecimal(),
                ("maximum", JsonValueKind.Number) => value.GetDecimal() > rule.Value.GetDecimal(),
                ("minItems", JsonValueKind.Array) => value.GetArrayLength() < rule.Value.GetInt64(),
                ("maxItems", JsonValueKind.Array) => value.GetArrayLength() > rule.Value.GetInt64(),
                ("maxProperties", JsonValueKind.Object) => value.EnumerateObject().Count() > rule.Value.GetInt64(),
                ("format", JsonValueKind.String) when rule.Value.ValueEquals("date-time") =>
                    !value.GetString()!.EndsWith('Z') && !DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
                _ => false,
            };
            yield return (rule.Name, rule.Value.GetRawText(), broken);
        }
    }

    /// <summary>The names that an object may have, also by its parts.</summary>
    private IEnumerable<string> Properties(JsonElement schema)
    {
        var own = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => property.Name) : [];
        var parts = schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray().SelectMany(Properties) : [];
        return own.Concat(parts).Concat(schema.TryGetProperty("$ref", out var reference) ? Properties(Resolve(reference)) : []);
    }

    private JsonElement Resolve(JsonElement reference) => components.GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);

    private static IEnumerable<JsonElement> Values(JsonElement one) => one.ValueKind == JsonValueKind.Array ? [.. one.EnumerateArray()] : [one];

    private static bool IsOf(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.GetDecimal() == decimal.Truncate(value.GetDecimal()),
        _ => false,
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: <= 80 } text ? text : value.GetRawText()[..80] + "…";
}
