using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>Two parties that trade with each other, and whose texts nobody else may read.</summary>
/// <param name="Marker">A word in each text that is theirs alone.</param>
internal sealed record FuzzTenant(string Name, string Marker);

/// <summary>One who asks.</summary>
/// <param name="Tenant">Null for a stranger and for operators of the other environment: they may read nobody's texts.</param>
/// <param name="SeesAll">An operator of the environment.</param>
internal sealed partial class FuzzCaller(string name, string? token, FuzzTenant? tenant, bool seesAll, ConcurrentDictionary<string, string> owners)
{
    private const int Kept = 40;

    /// <summary>Which ids stand behind a step of a path.</summary>
    private static readonly Dictionary<string, string> Prefixes = new()
    {
        ["products"] = "prod", ["pricing"] = "price", ["orders"] = "po", ["users"] = "tus", ["keys"] = "key", ["webhook-endpoints"] = "we",
        ["events"] = "evt", ["attempts"] = "att", ["recoveries"] = "rec", ["calls"] = "req",
    };

    private readonly Dictionary<string, List<string>> _ids = [];
    private readonly Lock _gate = new();

    public string Name => name;

    public string? Token => token;

    public FuzzTenant? Tenant => tenant;

    public bool SeesAll => seesAll;

    /// <summary>What it has used before is asked for again: a product with a price that it can be ordered at.</summary>
    public Dictionary<string, string> Own { get; } = [];

    /// <summary>Learns the ids of an answer, newest last. Those that another tenant was given first stay theirs.</summary>
    public void Learn(string answer)
    {
        foreach (var match in Id().EnumerateMatches(answer))
        {
            var id = answer.AsSpan(match.Index, match.Length).ToString();
            if (owners.GetOrAdd(id, tenant?.Name ?? name) == (tenant?.Name ?? name))
            {
                lock (_gate)
                {
                    var ids = _ids.TryGetValue(PrefixOf(id), out var known) ? known : _ids[PrefixOf(id)] = [];
                    ids.Remove(id);
                    ids.Add(id);
                    ids.RemoveRange(0, Math.Max(0, ids.Count - Kept));
                }
            }
        }
    }

    /// <summary>An id of its own behind this step of a path; its usual one most of the time.</summary>
    public string? IdBehind(string step, Random chance) => Prefixes.GetValueOrDefault(step) is { } prefix ? IdOf(prefix, chance) : null;

    public string? IdOf(string prefix, Random chance)
    {
        lock (_gate)
        {
            if (Own.TryGetValue(prefix, out var own) && chance.Next(4) > 0)
            {
                return own;
            }

            return _ids.TryGetValue(prefix, out var ids) && ids.Count > 0 ? ids[Math.Max(chance.Next(ids.Count), chance.Next(ids.Count))] : null;
        }
    }

    public void Use(string id)
    {
        lock (_gate)
        {
            Own[PrefixOf(id)] = id;
        }
    }

    public override string ToString() => name;

    public static string PrefixOf(string id) => id[..id.IndexOf('_', StringComparison.Ordinal)];

    [GeneratedRegex(@"\b(?:[a-z]{2,6}_[0-9a-z]{26}(?:_[0-9]{1,9})?|att_[0-9]{1,19})\b")]
    private static partial Regex Id();
}
