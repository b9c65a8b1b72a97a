using System.Text.Json.Nodes;

namespace Actors.Api.Description;

/// <summary>
/// What no code says and a reader needs: the <c>*.openapi.json</c> beside the routes of each noun. They hold descriptions,
/// limits that only a grain knows, and the codes that each operation may refuse with. Tests show that all of it is so.
/// </summary>
internal static class Words
{
    private const string Suffix = ".openapi.json";

    private static readonly Lazy<JsonObject> All = new(Read);

    /// <summary>The description of each tag.</summary>
    public static JsonObject Tags => Part("tags");

    /// <summary>By path as far as the parameter: <c>/orders/{id}</c> is the <c>id</c> of all paths that begin so.</summary>
    public static JsonObject PathParameters => Part("parameters");

    /// <summary>By operation id, then by the parameter's name.</summary>
    public static JsonObject Queries => Part("queries");

    /// <summary>By operation id: <c>description</c>, and <c>refusals</c> as codes by status.</summary>
    public static JsonObject Operations => Part("operations");

    /// <summary>By schema, then by property; the empty name stands for the schema itself. A text is a description.</summary>
    public static JsonObject Schemas => Part("schemas");

    /// <summary>An embedded file of this assembly, as text.</summary>
    public static string Embedded(string name)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The file {name} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static JsonObject Part(string name) => All.Value[name]!.AsObject();

    private static JsonObject Read()
    {
        var all = new JsonObject();
        foreach (var part in (string[])["tags", "parameters", "queries", "operations", "schemas"])
        {
            all[part] = new JsonObject();
        }

        foreach (var file in typeof(Words).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)).Order())
        {
            foreach (var (part, entries) in JsonNode.Parse(Embedded(file))!.AsObject())
            {
                foreach (var (name, entry) in entries!.AsObject())
                {
                    all[part]!.AsObject().Add(name, entry!.DeepClone());
                }
            }
        }

        return all;
    }
}
