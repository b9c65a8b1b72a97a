namespace Actors;

/// <summary>Whether two collections hold the same; records compare collections by reference.</summary>
internal static class Same
{
    public static bool Map(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public static bool List<T>(IReadOnlyList<T> left, IReadOnlyList<T> right) => left.SequenceEqual(right);

    public static bool Set(IReadOnlyCollection<string> left, IReadOnlyCollection<string> right) =>
        left.ToHashSet(StringComparer.Ordinal).SetEquals(right);
}
