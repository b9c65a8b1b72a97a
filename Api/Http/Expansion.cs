using System.Text.Json.Nodes;

namespace Actors.Api.Http;

/// <summary>What a caller wants to see within an answer: <c>?expand=product,user</c>, in lists <c>?expand=data.product</c>.</summary>
internal sealed class Expansion
{
    public const string Parameter = "expand";
    private const int MaxPaths = 10;
    private const string InList = "data.";

    private readonly Dictionary<(string Path, string Id), JsonNode?> _read = [];
    private readonly IReadOnlyList<Expandable> _offered;
    private readonly IReadOnlyList<string> _wanted;

    private Expansion(IReadOnlyList<Expandable> offered, IReadOnlyList<string> wanted)
    {
        _offered = offered;
        _wanted = wanted;
    }

    /// <summary>What is wanted, or nothing, or why it cannot be had.</summary>
    public static (Expansion? Expansion, Problem? Refusal) Read(HttpContext http, Caller caller)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<RouteFact.Expands>() is not { } offered)
        {
            return (null, null);
        }

        List<string> wanted =
        [
            .. http.Request.Query[Parameter].Concat(http.Request.Query[Parameter + "[]"])
                .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Distinct(StringComparer.Ordinal),
        ];
        var prefix = metadata.GetMetadata<RouteFact.Paged>() is null ? "" : InList;
        var refusal = Check(wanted, [.. offered.What.SelectMany(one => one.Paths(prefix))]) ?? Forbidden(offered.What, wanted, caller, prefix);
        return (wanted.Count == 0 ? null : new Expansion(offered.What, wanted), refusal);
    }

    /// <summary>Fills in one answer, alone or a list.</summary>
    public async Task Fill(Call call, JsonObject answer)
    {
        if (answer["data"] is not JsonArray items || (string?)answer["object"] != "list")
        {
            await Fill(call, answer, _offered, "");
            return;
        }

        foreach (var item in items.OfType<JsonObject>())
        {
            await Fill(call, item, _offered, InList);
        }
    }

    private async Task Fill(Call call, JsonObject target, IReadOnlyList<Expandable> offered, string prefix)
    {
        foreach (var one in offered.Where(one => Wants(_wanted, prefix + one.Name)))
        {
            var found = (string?)target[one.IdField] is { } id ? await Read(call, one, prefix + one.Name, id) : null;
            if (found is JsonObject inner)
            {
                await Fill(call, inner, one.Inner, $"{prefix}{one.Name}.");
            }

            target[one.Name] = found;
        }
    }

    /// <summary>Each object once per answer, however often it stands in a list.</summary>
    private async Task<JsonNode?> Read(Call call, Expandable one, string path, string id)
    {
        if (!_read.TryGetValue((path, id), out var found))
        {
            found = await one.Read(call, id);
            _read[(path, id)] = found;
        }

        return found?.DeepClone();
    }

    private static bool Wants(IEnumerable<string> wanted, string path) =>
        wanted.Any(want => want == path || want.StartsWith(path + ".", StringComparison.Ordinal));

    private static Problem? Check(List<string> wanted, List<string> offered) => wanted.Count > MaxPaths
        ? Problems.Query(Parameter, $"give at most {MaxPaths} of: {string.Join(", ", offered)}.")
        : wanted.Exists(want => !offered.Contains(want)) ? Problems.Query(Parameter, $"give some of: {string.Join(", ", offered)}.") : null;

    private static Problem? Forbidden(IEnumerable<Expandable> offered, IReadOnlyList<string> wanted, Caller caller, string prefix) => offered
        .Where(one => Wants(wanted, prefix + one.Name))
        .Select(one => caller.Scopes.Contains(one.Scope)
            ? Forbidden(one.Inner, wanted, caller, $"{prefix}{one.Name}.")
            : new Problem(403, "scope_missing", $"Expanding '{one.Name}' needs a key with the scope '{one.Scope}'. Ask the operator for one.") { Scope = one.Scope })
        .FirstOrDefault(refusal => refusal is not null);
}
