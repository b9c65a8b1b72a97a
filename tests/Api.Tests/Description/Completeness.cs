using System.Text.Json;

namespace Actors.Tests.Description;

/// <summary>What a description lacks for a reader who has nothing else. New operations are covered as they come.</summary>
internal static class Completeness
{
    /// <summary>Whatever has no words.</summary>
    public static IEnumerable<string> Gaps(Contract contract)
    {
        foreach (var operation in contract.Operations)
        {
            foreach (var part in (string[])["summary", "description"])
            {
                if (!Says(operation.Json, part))
                {
                    yield return $"{operation.Id} has no {part}";
                }
            }

            // What every operation says of its scope is no description of its own.
            if (Says(operation.Json, "description") && !operation.Json.GetProperty("description").GetString()!.Contains('\n', StringComparison.Ordinal))
            {
                yield return $"{operation.Id} says nothing but its scope";
            }

            foreach (var parameter in operation.Json.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : default)
            {
                if (!Says(parameter, "description"))
                {
                    yield return $"{operation.Id} does not say what {parameter.GetProperty("name")} is";
                }
            }

            foreach (var status in operation.Json.GetProperty("responses").EnumerateObject())
            {
                foreach (var code in Codes(contract.Resolve(status.Value)).Where(code => !ErrorCodes.Explained.Contains(code)))
                {
                    yield return $"{operation.Id} refuses with {code}, which /docs/errors does not explain";
                }
            }
        }

        foreach (var schema in contract.Document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (!Says(schema.Value, "description"))
            {
                yield return $"the schema {schema.Name} is not described";
            }

            foreach (var property in schema.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
            {
                if (!Says(property.Value, "description") && !property.Value.TryGetProperty("$ref", out _))
                {
                    yield return $"{schema.Name}.{property.Name} is not described";
                }
            }
        }

        foreach (var tag in contract.Document.GetProperty("tags").EnumerateArray().Where(tag => !Says(tag, "description")))
        {
            yield return $"the tag {tag.GetProperty("name")} is not described";
        }
    }

    /// <summary>Bodies and answers that are only described, not shown. Not every conflict and no used-up quota is part of the tour.</summary>
    public static IEnumerable<string> WithoutExample(Contract contract)
    {
        foreach (var operation in contract.Operations)
        {
            if (operation.Body is not null && !Shown(operation.Json.GetProperty("requestBody")))
            {
                yield return $"the body of {operation.Id}";
            }

            foreach (var response in operation.Json.GetProperty("responses").EnumerateObject().Where(response => response.Name is not ("409" or "429") && !Shown(contract.Resolve(response.Value))))
            {
                yield return $"{response.Name} of {operation.Id}";
            }
        }

        foreach (var push in contract.Document.GetProperty("webhooks").EnumerateObject().Where(push => !Shown(push.Value.GetProperty("post").GetProperty("requestBody"))))
        {
            yield return $"the push {push.Name}";
        }
    }

    private static IEnumerable<string> Codes(JsonElement response) =>
        response.TryGetProperty("content", out var content) && content.TryGetProperty("application/problem+json", out var problem)
            ? problem.GetProperty("schema").GetProperty("allOf")[1].GetProperty("properties").GetProperty("code").GetProperty("enum").EnumerateArray().Select(code => code.GetString()!)
            : [];

    private static bool Says(JsonElement node, string name) => node.TryGetProperty(name, out var text) && text.GetString() is { Length: > 0 };

    private static bool Shown(JsonElement node) =>
        !node.TryGetProperty("content", out var content) || content.EnumerateObject().All(media => media.Value.TryGetProperty("example", out _));
}
