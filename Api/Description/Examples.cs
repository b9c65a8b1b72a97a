using System.Text.Json.Nodes;
using Actors.Api.Http;

namespace Actors.Api.Description;

/// <summary>
/// Requests and answers as they really went: <c>examples.json</c> is recorded by a test that calls every operation. Ids and
/// times are made the same in each recording.
/// </summary>
internal static class Examples
{
    private static readonly Lazy<JsonObject> All = new(() => JsonNode.Parse(Words.Embedded("Actors.Api.Description.examples.json"))!.AsObject());

    private static readonly Lazy<IReadOnlyDictionary<string, JsonNode>> ByCode = new(Collect);

    /// <summary>By operation id: <c>request</c>, <c>answer</c> (<c>status</c>, <c>headers</c>, <c>body</c>), <c>refusals</c> by status.</summary>
    public static JsonObject? Of(string operation) => All.Value["operations"]?[operation]?.AsObject();

    /// <summary>A refusal of an operation, or one with the first of its codes that was ever recorded.</summary>
    public static JsonNode? Refusal(string operation, string status, IEnumerable<string> codes) =>
        Of(operation)?["refusals"]?[status] ?? codes.Select(code => ByCode.Value.GetValueOrDefault(code)).FirstOrDefault(found => found is not null);

    private static Dictionary<string, JsonNode> Collect()
    {
        var recorded = All.Value["problems"]!.AsObject().Select(problem => problem.Value!);
        var ofOperations = All.Value["operations"]!.AsObject().SelectMany(operation => operation.Value!["refusals"]?.AsObject() ?? []).Select(refusal => refusal.Value!);
        var all = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var problem in recorded.Concat(ofOperations).Concat(Troubles))
        {
            all.TryAdd(problem["code"]!.GetValue<string>(), problem);
        }

        return all;
    }

    /// <summary>What cannot be had for the asking: written by the code that answers with it.</summary>
    private static IEnumerable<JsonNode> Troubles => new Exception[]
    {
        new OverloadedException("", TimeSpan.FromSeconds(1)),
        new StoreUnavailableException("", null),
        new InvalidOperationException(),
    }.Select(trouble => Written(Failures.Explain(trouble).Problem));

    private static JsonNode Written(Problem problem) => JsonNode.Parse(
        ApiJson.Write(problem with { RequestId = "req_01k9zexample00000000000000" }, ProblemJsonContext.Default.Problem))!;
}
