using System.Text;
using System.Text.Json;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>What must hold of every answer, whatever was sent.</summary>
internal sealed class FuzzJudge(FuzzStage stage)
{
    private static readonly string[] Insides = ["   at Actors.", "   at System.", "   at Microsoft.", "Exception:", "SQLite Error", "Npgsql"];

    private readonly Dictionary<int, int> _statuses = [];
    private readonly Lock _gate = new();
    private int _bare;

    /// <summary>How many of each status there were.</summary>
    public string Statuses => string.Join(", ", _statuses.OrderBy(one => one.Key).Select(one => $"{one.Value} × {one.Key}"));

    /// <summary>How many were no HTTP, and refused by the server itself without a word.</summary>
    public int Bare => _bare;

    public IEnumerable<string> Faults(FuzzCase sent, RawAnswer answer)
    {
        lock (_gate)
        {
            _statuses[answer.Status] = _statuses.GetValueOrDefault(answer.Status) + 1;
        }

        if (!answer.Headers.ContainsKey("Request-Id") && answer is { Bytes.Length: 0, Status: >= 400 and < 500 } && Odd.BreaksHttp(sent.Request))
        {
            Interlocked.Increment(ref _bare);
            return [];
        }

        return Simple(sent, answer).Concat(Leaks(sent, answer)).Concat(Described(sent, answer));
    }

    private static IEnumerable<string> Simple(FuzzCase sent, RawAnswer answer)
    {
        if (answer.Status is >= 500 or < 200)
        {
            yield return "a status that nobody should see";
        }

        if (sent.MustRefuse && answer.Status < 400)
        {
            yield return "it was not refused";
        }

        if (!System.Text.Unicode.Utf8.IsValid(answer.Bytes))
        {
            yield return "the answer is not UTF-8";
            yield break;
        }

        var isScreen = sent.Request.Target.StartsWith("/o/", StringComparison.Ordinal);
        if (answer.Status >= 400 && sent.Request.Method != "HEAD" && !isScreen && !IsProblem(answer))
        {
            yield return "the refusal is no problem with a code, a detail and the id of its request";
        }

        if (Insides.FirstOrDefault(inside => answer.Text.Contains(inside, StringComparison.Ordinal)) is { } told)
        {
            yield return $"the answer tells of the inside: {told}";
        }
    }

    private IEnumerable<string> Leaks(FuzzCase sent, RawAnswer answer)
    {
        var bytes = Encoding.Latin1.GetString(answer.Bytes) + string.Join('\n', answer.Headers.Values);
        return sent.Caller.SeesAll
            ? []
            : stage.Tenants.Where(tenant => tenant != sent.Caller.Tenant && bytes.Contains(tenant.Marker, StringComparison.OrdinalIgnoreCase)).Select(tenant => $"LEAK: {sent.Caller} was shown a text of {tenant.Name}");
    }

    private IEnumerable<string> Described(FuzzCase sent, RawAnswer answer)
    {
        if (sent.Operation is not { } operation || sent.Request.Method == "HEAD" || !System.Text.Unicode.Utf8.IsValid(answer.Bytes))
        {
            return [];
        }

        var faults = stage.Contract.Faults(operation, answer.Status, answer.ContentType, Odd.WithoutTimes(answer.Text));
        var took = answer.Status < 300 && sent.Request.Body is { Length: > 0 } body && operation.Body is not null
            ? stage.Contract.Faults(operation, Encoding.UTF8.GetString(body)).Select(fault => "it took what the description refuses: " + fault)
            : [];
        return faults.Select(fault => "not as described: " + fault).Concat(took);
    }

    private static bool IsProblem(RawAnswer answer)
    {
        try
        {
            return answer.ContentType == "application/problem+json"
                && answer.Json is { ValueKind: JsonValueKind.Object } problem
                && problem.GetProperty("status").GetInt32() == answer.Status
                && problem.GetProperty("code").GetString() is { Length: > 0 }
                && problem.GetProperty("detail").GetString() is { Length: > 0 }
                && problem.GetProperty("request_id").GetString() == answer.Headers["Request-Id"];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException)
        {
            return false;
        }
    }
}
