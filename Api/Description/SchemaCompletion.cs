using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Actors.Api.Description;

/// <summary>Gives the schemas what <see cref="Words"/> knows of them: descriptions, limits, closed sets.</summary>
internal static partial class SchemaCompletion
{
    public static void Apply(JsonObject schemas)
    {
        foreach (var (name, words) in Words.Schemas)
        {
            // What no type of this project stands for is written out whole.
            if (schemas[name] is null && words![""]?["properties"] is not null)
            {
                schemas[name] = words[""]!.DeepClone();
            }
            else if (schemas[name] is JsonObject schema)
            {
                foreach (var (property, word) in words!.AsObject())
                {
                    Complete(schema, property, word!);
                }
            }
        }

        // "Any JSON" is a schema to the framework; its one use is told above.
        schemas.Remove("JsonElement");
        foreach (var (_, schema) in schemas)
        {
            foreach (var (_, property) in schema!["properties"]?.AsObject() ?? [])
            {
                FixConstant(property!.AsObject());
            }
        }
    }

    private static void Complete(JsonObject schema, string property, JsonNode word)
    {
        if (property.Length == 0)
        {
            Merge(schema, word);
        }
        else if (schema["properties"]?[property] is null && word is JsonObject && word["oneOf"] is not null)
        {
            // What `expand` adds is no member of the type.
            schema["properties"]![property] = word.DeepClone();
        }
        else if (schema["properties"]?[property] is not JsonObject known)
        {
            throw new InvalidOperationException($"There is no property '{property}' to say this of: {word.ToJsonString()}");
        }
        else if (word is JsonObject && word["$ref"] is not null)
        {
            schema["properties"]![property] = word.DeepClone();
        }
        else
        {
            Merge(known, word);
        }
    }

    private static void Merge(JsonObject schema, JsonNode word)
    {
        if (word is JsonValue)
        {
            schema["description"] = word.DeepClone();
            return;
        }

        foreach (var (key, value) in word.AsObject())
        {
            schema[key] = value?.DeepClone();
        }

        // Null takes something away that the framework wrote.
        foreach (var gone in word.AsObject().Where(entry => entry.Value is null))
        {
            schema.Remove(gone.Key);
        }
    }

    /// <summary>"Always `order`." for people is a constant for programs.</summary>
    private static void FixConstant(JsonObject property)
    {
        if (property["description"]?.GetValue<string>() is { } text && Always().Match(text) is { Success: true } always)
        {
            property["const"] = always.Groups[1].Value;
        }
    }

    [GeneratedRegex("^Always `([^`]+)`")]
    private static partial Regex Always();
}
