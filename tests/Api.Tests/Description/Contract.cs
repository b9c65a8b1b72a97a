using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Actors.Tests.Description;

/// <summary>What a host's description says, and whether a call was as it says.</summary>
internal sealed partial class Contract
{
    private readonly JsonElement _components;

    public Contract(JsonElement document)
    {
        Document = document;
        _components = document.GetProperty("components");
        Operations = [.. document.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(method => new Operation(method.Name.ToUpperInvariant(), path.Name, method.Value, Pattern(path.Name, method.Value))))];
    }

    public JsonElement Document { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public static async Task<Contract> Of(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("/openapi.json", UriKind.Relative));
        return new Contract(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>The operation that a path stands for; a name stands before a parameter. Null for what is no part of the API.</summary>
    public Operation? Find(string method, string path) => Operations
        .Where(operation => operation.Method == method && operation.Pattern.IsMatch(path))
        .OrderBy(operation => operation.Path.Count(letter => letter == '{'))
        .FirstOrDefault();

    /// <summary>What of an answer the description does not say.</summary>
    public IEnumerable<string> Faults(Operation operation, int status, string? type, string body)
    {
        if (Response(operation, status) is not { } response)
        {
            return [$"the status {status} is not described"];
        }

        if (body.Length == 0)
        {
            return response.TryGetProperty("content", out _) ? ["the description has a body"] : [];
        }

        return response.TryGetProperty("content", out var contents) && contents.TryGetProperty((type ?? "").Split(';')[0], out var content)
            ? [.. OtherTimes(body), .. new SchemaCheck(_components, closed: true).Faults(JsonSerializer.Deserialize<JsonElement>(body), content.GetProperty("schema"))]
            : [$"a body of {type} is not described"];
    }

    /// <summary>Why the description would refuse a body that the host took.</summary>
    public IEnumerable<string> Faults(Operation operation, string sent) => operation.Body is { } schema
        ? new SchemaCheck(_components, closed: true).Faults(JsonSerializer.Deserialize<JsonElement>(sent), schema)
        : [];

    /// <summary>What of a push the description does not say.</summary>
    public IEnumerable<string> PushFaults(string type, JsonNode body) => OtherTimes(body.ToJsonString()).Concat(new SchemaCheck(_components, closed: true).Faults(
        JsonSerializer.SerializeToElement(body),
        Document.GetProperty("webhooks").GetProperty(type).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema")));

    public JsonElement? Response(Operation operation, int status) =>
        operation.Json.GetProperty("responses").TryGetProperty($"{status}", out var response) ? Resolve(response) : null;

    public JsonElement Resolve(JsonElement node)
    {
        if (!node.TryGetProperty("$ref", out var reference))
        {
            return node;
        }

        return reference.GetString()!.Split('/')[1..].Aggregate(Document, (at, step) => at.GetProperty(step));
    }

    /// <summary>Times have one form, also where the schema calls them texts.</summary>
    private static IEnumerable<string> OtherTimes(string body) =>
        OffsetTime().Matches(body).Select(match => $"{match.Value} is a time, and does not end with Z");

    [GeneratedRegex("\"\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(?:[+-]|\\\\u002B)\\d\\d:\\d\\d\"")]
    private static partial Regex OffsetTime();

    private static Regex Pattern(string path, JsonElement operation)
    {
        var numbers = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(one => one.GetProperty("in").ValueEquals("path") && one.GetProperty("schema").GetProperty("type").ToString() == "integer").Select(one => one.GetProperty("name").GetString()).ToHashSet()
            : [];
        return new Regex("^" + Regex.Replace(path, @"\{(\w+)\}", match => numbers.Contains(match.Groups[1].Value) ? "[0-9]{1,9}" : "[^/]+") + "/?$");
    }
}

/// <summary>One operation of the description.</summary>
internal sealed record Operation(string Method, string Path, JsonElement Json, Regex Pattern)
{
    public string Id => Json.GetProperty("operationId").GetString()!;

    /// <summary>The schema of its body, if it takes one.</summary>
    public JsonElement? Body => Json.TryGetProperty("requestBody", out var body)
        ? body.GetProperty("content").GetProperty("application/json").GetProperty("schema")
        : null;

    public bool Takes(string parameter) =>
        Json.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(known => known.GetProperty("name").ValueEquals(parameter));
}
