namespace Actors;

/// <summary>
/// A party's own notes on a product or an order: 50 pairs of texts that the platform keeps and never looks into. An
/// empty value takes its key away.
/// </summary>
internal static class MetadataRules
{
    public const int Pairs = 50;
    public const int Key = 40;
    public const int Value = 500;

    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>What is at fault with changes, given what is there.</summary>
    public static Faults Metadata(this Faults faults, IReadOnlyDictionary<string, string> present, IReadOnlyDictionary<string, string>? changes)
    {
        if (changes is null)
        {
            return faults;
        }

        faults.Map("/metadata", changes, Pairs * 2, Key, Value);
        foreach (var key in changes.Keys.Where(key => key.AsSpan().ContainsAny('[', ']')).Take(Pairs))
        {
            faults.Add(JsonPointer.To("/metadata", key), "invalid_name", "The name of a pair holds no [ and no ].");
        }

        return faults.Require(
            Merged(present, changes).Count <= Pairs,
            "/metadata",
            "too_many",
            $"There would be more than {Pairs} pairs; take some away with an empty value.");
    }

    /// <summary>Sets keys; an empty value takes its key away.</summary>
    public static IReadOnlyDictionary<string, string> Merged(
        IReadOnlyDictionary<string, string> present, IReadOnlyDictionary<string, string>? changes)
    {
        var merged = new Dictionary<string, string>(present);
        foreach (var (key, value) in changes ?? None)
        {
            if (string.IsNullOrEmpty(value))
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = value;
            }
        }

        return merged;
    }
}
