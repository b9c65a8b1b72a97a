namespace Actors;

/// <summary>
/// Names one grain: a type and a key, both exact text. Keys that differ only in case or in leading zeros are
/// different grains (orleans.md, pain 9).
/// </summary>
/// <param name="Type">The stable name of the grain's type, such as <c>order</c>. Never a CLR name.</param>
/// <param name="Key">The key within the type, 1 to 200 characters.</param>
public readonly record struct GrainId(string Type, string Key) : IComparable<GrainId>
{
    /// <summary>The longest key that a grain may have, in characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Orders ids as the stores do (by ordinal), so that every silo locks rows in the same order.</summary>
    public int CompareTo(GrainId other)
    {
        var byType = string.CompareOrdinal(Type, other.Type);
        return byType != 0 ? byType : string.CompareOrdinal(Key, other.Key);
    }

    public override string ToString() => $"{Type}/{Key}";

    public static bool operator <(GrainId left, GrainId right) => left.CompareTo(right) < 0;

    public static bool operator >(GrainId left, GrainId right) => left.CompareTo(right) > 0;

    public static bool operator <=(GrainId left, GrainId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(GrainId left, GrainId right) => left.CompareTo(right) >= 0;
}
