using System.Text.Json.Nodes;
using Actors.Api.Http;

namespace Actors.Api.Description;

/// <summary>
/// Lists the refusals of operations: for each status the codes that are possible, what each means, and one as it was
/// answered. Sets that many operations share are components.
/// </summary>
internal sealed class RefusalCompletion
{
    private readonly JsonObject _components;
    private readonly Dictionary<string, string> _titles;

    public RefusalCompletion(JsonObject document)
    {
        var plain = document["components"]!["responses"]!.AsObject();
        _titles = plain.ToDictionary(entry => entry.Key["Problem".Length..], entry => entry.Value!["description"]!.GetValue<string>());
        _components = [];
        document["components"]!["responses"] = _components;
    }

    /// <summary>Replaces the operation's refusals; a status for which no code is possible goes.</summary>
    public void Apply(JsonObject operation)
    {
        var responses = operation["responses"]!.AsObject();
        foreach (var status in responses.Select(entry => entry.Key).Where(status => status[0] is '4' or '5').ToList())
        {
            responses.Remove(status);
        }

        var id = operation["operationId"]!.GetValue<string>();
        foreach (var (status, name, codes) in RefusalCodes.Of(operation))
        {
            if (name is null)
            {
                responses[status] = Response(id, status, codes);
                continue;
            }

            if (!_components.ContainsKey(name))
            {
                _components[name] = Response(id, status, codes);
            }

            responses[status] = new JsonObject { ["$ref"] = "#/components/responses/" + name };
        }
    }

    private JsonObject Response(string operation, string status, IReadOnlyList<string> codes)
    {
        var content = new JsonObject
        {
            ["schema"] = new JsonObject
            {
                ["allOf"] = new JsonArray(
                    new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                    new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => JsonValue.Create(code))]) } } }),
            },
        };
        if (Examples.Refusal(operation, status, codes) is { } example)
        {
            content["example"] = example.DeepClone();
        }

        var response = new JsonObject
        {
            ["description"] = string.Join('\n', codes.Select(code => $"- `{code}` – {ErrorPage.TextOf(code)}").Prepend("").Prepend(_titles.GetValueOrDefault(status, ""))),
            ["content"] = new JsonObject { [Problem.ContentType] = content },
        };
        AnswerHeaders.Add(response, status switch
        {
            "401" => ["WWW-Authenticate"],
            "429" or "503" => ["Retry-After"],
            _ => [],
        });
        return response;
    }
}
