using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Tests.Description;

/// <summary>Bodies that are right but for one thing: one step beyond a limit of their schema.</summary>
internal static class Excess
{
    /// <summary>Every limit of a schema broken once; with the pointer to where.</summary>
    public static IEnumerable<(string Pointer, JsonNode Body)> Of(Func<JsonElement, JsonElement> resolve, JsonElement schema, JsonNode body) =>
        Of(resolve, resolve(schema), "", []).Select(broken => (broken.Pointer, With(body, broken.Steps, broken.Value)));

    private static IEnumerable<(string Pointer, string[] Steps, JsonNode? Value)> Of(Func<JsonElement, JsonElement> resolve, JsonElement schema, string pointer, string[] steps)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "minLength" when rule.Value.GetInt32() > 0:
                    yield return (pointer, steps, "");
                    break;
                case "maxLength":
                    yield return (pointer, steps, new string('x', rule.Value.GetInt32() + 1));
                    break;
                case "minimum":
                    yield return (pointer, steps, rule.Value.GetInt64() - 1);
                    break;
                case "maximum" when rule.Value.GetInt64() < int.MaxValue:
                    yield return (pointer, steps, rule.Value.GetInt64() + 1);
                    break;
                case "minItems":
                    yield return (pointer, steps, new JsonArray());
                    break;
                case "maxItems":
                    yield return (pointer, steps, new JsonArray([.. Enumerable.Range(0, rule.Value.GetInt32() + 1).Select(index => Item(resolve, schema, index))]));
                    break;
                case "maxProperties":
                    yield return (pointer, steps, new JsonObject(Enumerable.Range(0, rule.Value.GetInt32() + 1).Select(index => KeyValuePair.Create($"k{index}", (JsonNode?)"x"))));
                    break;
                case "enum" or "pattern" when schema.TryGetProperty("type", out _):
                    yield return (pointer, steps, "???");
                    break;
                case "additionalProperties" when rule.Value.ValueKind == JsonValueKind.Object && rule.Value.TryGetProperty("maxLength", out _):
                    yield return ($"{pointer}/note", [.. steps, "note"], new string('x', rule.Value.GetProperty("maxLength").GetInt32() + 1));
                    break;
                case "properties":
                    foreach (var property in rule.Value.EnumerateObject())
                    {
                        foreach (var broken in Of(resolve, Shape(resolve, property.Value), $"{pointer}/{property.Name}", [.. steps, property.Name]))
                        {
                            yield return broken;
                        }
                    }

                    break;
                case "items" when rule.Value.ValueKind == JsonValueKind.Object:
                    foreach (var broken in Of(resolve, Shape(resolve, rule.Value), $"{pointer}/0", [.. steps, "0"]))
                    {
                        yield return broken;
                    }

                    break;
            }
        }
    }

    /// <summary>What stands behind a reference, or behind "this or null".</summary>
    private static JsonElement Shape(Func<JsonElement, JsonElement> resolve, JsonElement schema) => schema.TryGetProperty("oneOf", out var choices)
        ? resolve(choices.EnumerateArray().Last(choice => !choice.TryGetProperty("type", out var type) || !type.ValueEquals("null")))
        : resolve(schema);

    private static JsonNode? Item(Func<JsonElement, JsonElement> resolve, JsonElement schema, int index) =>
        Shape(resolve, schema.GetProperty("items")).TryGetProperty("properties", out _)
            ? new JsonObject { ["name"] = $"n{index}", ["type"] = "text" }
            : $"n{index}";

    private static JsonNode With(JsonNode body, string[] steps, JsonNode? value)
    {
        var copy = body.DeepClone();
        var at = copy;
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray list ? list[0]! : at[step] ??= new JsonObject();
        }

        if (at is JsonArray items)
        {
            items[0] = value;
        }
        else
        {
            at[steps[^1]] = value;
        }

        return copy;
    }
}
