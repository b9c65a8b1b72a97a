using System.Text.Json.Nodes;
using Actors.Api.Http;

namespace Actors.Api.Description;

/// <summary>Gives each operation what its route does not say: words, parameters, examples, and its refusals one by one.</summary>
internal static class OperationCompletion
{
    public static void Apply(JsonObject document)
    {
        var refusals = new RefusalCompletion(document);
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, node) in operations!.AsObject())
            {
                var operation = node!.AsObject();
                Describe(operation);
                DescribeParameters(operation, path);
                refusals.Apply(operation);
                ShowExamples(operation);
                if (method == "get")
                {
                    Condition(operation);
                }
            }
        }

        foreach (var (_, push) in document["webhooks"]?.AsObject() ?? [])
        {
            ShowExamples(push!["post"]!.AsObject());
        }

        document["components"]!["headers"] = AnswerHeaders.Components;
    }

    private static void Describe(JsonObject operation)
    {
        if (Words.Operations[Id(operation)]?["description"]?.GetValue<string>() is { } words)
        {
            operation["description"] = $"{words}\n\n{operation["description"]}";
        }
    }

    private static void DescribeParameters(JsonObject operation, string path)
    {
        foreach (var parameter in operation["parameters"]?.AsArray().Select(node => node!.AsObject()) ?? [])
        {
            var name = parameter["name"]!.GetValue<string>();
            var end = path.IndexOf($"{{{name}}}", StringComparison.Ordinal);
            if (end >= 0 && Words.PathParameters[path[..(end + name.Length + 2)]] is { } words)
            {
                parameter["description"] = words.DeepClone();
            }

            foreach (var (key, value) in Words.Queries[Id(operation)]?[name]?.AsObject() ?? [])
            {
                (key == "description" ? parameter : parameter["schema"]!.AsObject())[key] = value!.DeepClone();
            }
        }
    }

    private static void ShowExamples(JsonObject operation)
    {
        var example = Examples.Of(Id(operation));
        if (example?["request"] is { } request && operation["requestBody"]?["content"]?["application/json"] is JsonObject body)
        {
            body["example"] = request.DeepClone();
        }

        foreach (var (status, response) in operation["responses"]!.AsObject().Where(entry => entry.Key.StartsWith('2') || entry.Key.StartsWith('3')))
        {
            if (example?["answer"]?["body"] is { } answer && response!["content"]?["application/json"] is JsonObject content)
            {
                content["example"] = answer.DeepClone();
            }

            var seen = example?["answer"]?["headers"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];
            AnswerHeaders.Add(response!.AsObject(), RefusalCodes.Takes(operation, Idempotency.Header) ? seen.Append(Idempotency.Replayed) : seen);
        }
    }

    /// <summary>Whoever gave an ETag takes it back.</summary>
    private static void Condition(JsonObject operation)
    {
        const string Header = "If-None-Match";
        var parameters = operation["parameters"]!.AsArray();
        var tagged = operation["responses"]!["200"]?["headers"]?["ETag"] is not null || RefusalCodes.Takes(operation, Header);
        if (tagged && !RefusalCodes.Takes(operation, Header))
        {
            parameters.Add(new JsonObject
            {
                ["name"] = Header,
                ["in"] = "header",
                ["description"] = "The ETag that you hold; the same is answered with 304.",
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }

        if (tagged)
        {
            var unchanged = new JsonObject { ["description"] = "You hold what there is." };
            AnswerHeaders.Add(unchanged, ["ETag"]);
            operation["responses"]!["304"] = unchanged;
        }
    }

    private static string Id(JsonObject operation) => operation["operationId"]!.GetValue<string>();
}
