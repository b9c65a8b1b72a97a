using System.Text.Json.Nodes;

namespace Actors.Tests.Description;

/// <summary>Calls of a tour through the whole API, kept as examples.</summary>
internal sealed class Recording(Contract contract)
{
    private static readonly string[] Headers = ["ETag", "Location", "Retry-After"];

    // What other operations refuse in the same words is kept once, by its code.
    private static readonly int[] OwnRefusals = [404, 409, 422];

    private readonly SortedDictionary<string, JsonObject> _operations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonNode> _problems = new(StringComparer.Ordinal);

    /// <summary>The last successful call of each operation, to be sent again with a change.</summary>
    public Dictionary<string, RecordedCall> Calls { get; } = new(StringComparer.Ordinal);

    public async Task<Answer> Call(Client client, HttpMethod method, string path, JsonNode? body = null, params (string Name, string Value)[] headers)
    {
        var operation = contract.Find(method.Method, path.Split('?')[0]) ?? throw new InvalidOperationException($"{method} {path} is no operation.");
        if (operation.Takes("Idempotency-Key") && headers.All(header => header.Name != "Idempotency-Key"))
        {
            headers = [.. headers, ("Idempotency-Key", Trade.NewKey())];
        }

        if (operation.Takes("If-Match") && headers.All(header => header.Name != "If-Match"))
        {
            headers = [.. headers, ("If-Match", "*")];
        }

        var answer = await client.Send(method, path, body?.ToJsonString(), headers);
        if (answer.Status < 300)
        {
            Calls[operation.Id] = new RecordedCall(client, method, path, body, headers);
            Keep(operation.Id, body, answer);
        }
        else if (answer.Status >= 400)
        {
            Keep(operation.Id, answer);
        }

        return answer;
    }

    /// <summary>A push, as its receiver saw it.</summary>
    public void Push(JsonNode body)
    {
        var type = body["type"]!.GetValue<string>();
        contract.PushFaults(type, body).ShouldBeEmpty(body.ToJsonString());
        Entry(type)["request"] ??= body.DeepClone();
    }

    /// <summary>The file's text, the same for the same behaviour.</summary>
    public string Text() => Scrub.Text(new JsonObject
    {
        ["operations"] = new JsonObject(_operations.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value.DeepClone()))),
        ["problems"] = new JsonObject(_problems.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value.DeepClone()))),
    });

    public bool Has(string operation) => _operations.TryGetValue(operation, out var entry) && (entry["answer"] ?? entry["request"]) is not null;

    private void Keep(string operation, JsonNode? body, Answer answer)
    {
        var entry = Entry(operation);
        if (entry["answer"] is null)
        {
            entry["request"] = body?.DeepClone();
            entry["answer"] = new JsonObject
            {
                ["status"] = answer.Status,
                ["headers"] = new JsonArray([.. Headers.Where(answer.Headers.ContainsKey).Select(name => JsonValue.Create(name))]),
                ["body"] = answer.Text.Length == 0 ? null : JsonNode.Parse(answer.Text),
            };
        }
    }

    public void Keep(string operation, Answer refusal)
    {
        var problem = JsonNode.Parse(refusal.Text)!;
        if (!OwnRefusals.Contains(refusal.Status))
        {
            _problems.TryAdd(refusal["code"], problem);
            return;
        }

        var refusals = Entry(operation)["refusals"] ??= new JsonObject();
        refusals[$"{refusal.Status}"] ??= problem;
    }

    private JsonObject Entry(string operation)
    {
        if (!_operations.TryGetValue(operation, out var entry))
        {
            _operations[operation] = entry = [];
        }

        return entry;
    }
}

/// <summary>A call that succeeded.</summary>
internal sealed record RecordedCall(Client Client, HttpMethod Method, string Path, JsonNode? Body, (string Name, string Value)[] Headers);
