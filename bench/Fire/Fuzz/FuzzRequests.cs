using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Tests.Description;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>Makes requests of one operation from its description: right ones, and ones that are odd somewhere.</summary>
internal sealed partial class FuzzRequests(FuzzStage stage, Operation operation, Random chance)
{
    private static int _keys;

    private readonly JsonElement? _example = operation.Body is null
        ? null
        : operation.Json.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");

    private readonly List<string> _query = [.. Parameters(operation, "query")];

    private readonly string? _scope = operation.Json.TryGetProperty("x-required-scope", out var scope) ? scope.GetString() : null;

    /// <summary>Those who got further than their scope, when asked rightly.</summary>
    public List<FuzzCaller> Able { get; } = [];

    /// <summary>As the description has it.</summary>
    public FuzzCase Right(FuzzCaller caller) => new(caller, Of(caller, caller), "as described", operation);

    /// <summary>What must be refused, whatever else it says: each wrong key once.</summary>
    public IEnumerable<FuzzCase> WithWrongKeys()
    {
        var able = Caller();
        var right = Of(able, able);
        yield return new FuzzCase(stage.Stranger, right.Without("Authorization"), "no key", operation) { MustRefuse = true };
        yield return new FuzzCase(stage.Stranger, right.With("Authorization", "Bearer " + able.Token![..^1] + (able.Token![^1] == 'a' ? 'b' : 'a')), "a wrong secret", operation) { MustRefuse = true };
        yield return new FuzzCase(stage.Stranger, right.With("Authorization", "Bearer " + able.Token!.Replace("sk_test_", "sk_live_", StringComparison.Ordinal)), "a key for the other environment", operation) { MustRefuse = true };
        yield return new FuzzCase(stage.Bare, right.With("Authorization", "Bearer " + stage.Bare.Token), "a key without scopes", operation) { MustRefuse = _scope is not null and not "users:read" };
        foreach (var other in stage.Callers.Where(caller => caller.Tenant is not null && caller.Tenant != able.Tenant).Append(stage.Elsewhere))
        {
            yield return Foreign(able, other);
        }
    }

    public FuzzCase Odd()
    {
        var caller = Caller();
        var request = Of(caller, caller);
        return chance.Next(_example is null ? 8 : 16) switch
        {
            0 => OddPath(caller, request),
            1 or 2 => OddQuery(caller, request),
            3 or 4 => OddHeader(caller, request),
            5 => OddMethod(caller, request),
            6 => Foreign(caller, chance.Pick([.. stage.Callers.Where(other => other.Tenant is not null && other.Tenant != caller.Tenant), stage.Elsewhere])),
            7 => Elsewhere(caller, request),
            8 when chance.Next(8) == 0 => new FuzzCase(caller, request with { Body = null, AnnouncedLength = chance.Pick([65_537L, 1_048_577L, 4_000_000_000L, long.MaxValue]) }, "a huge length is announced", operation),
            _ => new FuzzCase(caller, request with { Body = BodyFuzz.Mutate(Body(caller)!, chance), IsChunked = chance.Next(10) == 0 }, "an odd body", operation),
        };
    }

    private FuzzCaller Caller() => Able.Count > 0 ? chance.Pick(Able) : chance.Pick(stage.Callers);

    /// <summary>One asks with a key of their own for what another has.</summary>
    private FuzzCase Foreign(FuzzCaller owner, FuzzCaller asker)
    {
        var request = Of(asker, owner);
        var id = Id().Match(request.Target.Split('?')[0]);
        var isPrivate = id.Success && owner.Tenant is not null && stage.OwnerOf(id.Value) == owner.Tenant.Name && !operation.Path.StartsWith("/products", StringComparison.Ordinal);
        return new FuzzCase(asker, request, $"{asker} asks for what {owner} has", operation) { MustRefuse = isPrivate };
    }

    private FuzzCase OddPath(FuzzCaller caller, RawRequest request)
    {
        var path = Parameter().Replace(operation.Path, _ => chance.Pick(Fuzz.Odd.Steps));
        path = path == operation.Path ? path + "/" + chance.Pick(Fuzz.Odd.Steps) : path;
        return Elsewhere(caller, request with { Target = path }, "an odd path");
    }

    private FuzzCase OddQuery(FuzzCaller caller, RawRequest request)
    {
        List<string> query = [];
        for (var n = 1 + chance.Next(3); n > 0; n--)
        {
            var name = _query.Count > 0 && chance.Next(8) > 0 ? chance.Pick(_query) : chance.Pick(["surprise", "expand", "limit", "a%00b", "%ff", "", "created%5Bgte%5D", new string('q', 300)]);
            query.Add(name == "wait" ? "wait=" + chance.Pick(["0", "1", "31", "-1", "1.5", "x", "1e3", ""]) : $"{name}={QueryValue(caller)}");
        }

        // Only what comes next is waited for, and a fuzzer has no time to wait.
        return new FuzzCase(caller, request with { Target = request.Target + "?" + string.Join('&', query) }, "an odd query", operation);
    }

    private string QueryValue(FuzzCaller caller) => chance.Next(4) switch
    {
        0 => caller.IdOf(chance.Pick(["prod", "po", "we", "evt", "att", "rec", "key", "req"]), chance) is { } id ? Tampered(id) : "1",
        1 => stage.Callers.Where(other => other != caller).Select(other => other.IdOf(chance.Pick(["prod", "po", "we", "evt", "att", "rec"]), chance)).FirstOrDefault(id => id is not null) ?? "0",
        _ => chance.Pick(Fuzz.Odd.QueryValues),
    };

    private string Tampered(string id) => chance.Next(3) switch
    {
        0 => id,
        1 => id[..^1] + (id[^1] == '0' ? '1' : '0'),
        _ => id[..chance.Next(id.Length)],
    };

    private FuzzCase OddHeader(FuzzCaller caller, RawRequest request)
    {
        var odd = chance.Pick(Fuzz.Odd.Headers);
        var isHim = odd.Name != "Authorization";
        request = chance.Next(8) == 0 ? request.And(odd.Name, odd.Value) : request.With(odd.Name, odd.Value);
        return new FuzzCase(isHim ? caller : stage.Stranger, request, "an odd " + odd.Name, operation) { MustRefuse = !isHim && request.Headers.Count(header => header.Name == "Authorization") == 1 };
    }

    private FuzzCase OddMethod(FuzzCaller caller, RawRequest request) => Elsewhere(caller, request with { Method = chance.Pick(Fuzz.Odd.Methods) }, "an odd method");

    private FuzzCase Elsewhere(FuzzCaller caller, RawRequest request) => Elsewhere(caller, request with { Target = chance.Pick(Fuzz.Odd.Elsewhere), Method = chance.Pick(["GET", "GET", "POST", "HEAD", "DELETE"]) }, "somewhere else");

    /// <summary>What that may have become is looked up; where the server reads a path in another way than it was written, nothing is known.</summary>
    private FuzzCase Elsewhere(FuzzCaller caller, RawRequest request, string what)
    {
        var path = request.Target.Split('?')[0];
        return new FuzzCase(caller, request, what, Dots().IsMatch(path) ? null : stage.Contract.Find(request.Method == "HEAD" ? "GET" : request.Method, path));
    }

    /// <summary>A right request with the key of one for what another has.</summary>
    private RawRequest Of(FuzzCaller asker, FuzzCaller owner)
    {
        List<(string, string)> headers = [("Authorization", "Bearer " + asker.Token), ("Accept", "application/json")];
        if (operation.Takes("Idempotency-Key"))
        {
            headers.Add(("Idempotency-Key", "fuzz-" + Interlocked.Increment(ref _keys)));
        }

        if (operation.Takes("If-Match"))
        {
            headers.Add(("If-Match", "*"));
        }

        var body = Body(owner);
        if (body is not null)
        {
            headers.Add(("Content-Type", "application/json"));
        }

        return new RawRequest(operation.Method, Target(owner), headers, body is null ? null : BodyFuzz.Written(body));
    }

    private string Target(FuzzCaller owner) => Parameter().Replace(operation.Path, match =>
    {
        var step = operation.Path[..match.Index].Split('/', StringSplitOptions.RemoveEmptyEntries)[^1];
        return step switch
        {
            "product-types" => "utilities_broadband",
            "fields" => "1",
            _ => owner.IdBehind(step, chance) ?? "1",
        };
    });

    private JsonNode? Body(FuzzCaller owner) => _example is { } example
        ? JsonNode.Parse(ExampleId().Replace(stage.Local(example.GetRawText()), match => owner.IdOf(match.Groups[1].Value, chance) ?? match.Value))
        : null;

    private static IEnumerable<string> Parameters(Operation operation, string place) => operation.Json.TryGetProperty("parameters", out var all)
        ? all.EnumerateArray().Where(one => one.GetProperty("in").ValueEquals(place)).Select(one => one.GetProperty("name").GetString()!)
        : [];

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"([a-z]+)_01k9z5example[0-9a-z]+")]
    private static partial Regex ExampleId();

    [GeneratedRegex(@"\b(?:[a-z]{2,6}_[0-9a-z]{26}(?:_[0-9]{1,9})?|att_[0-9]{1,19})\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"(^|/)(\.|%2e){1,2}(/|$)|//|#", RegexOptions.IgnoreCase)]
    private static partial Regex Dots();
}
