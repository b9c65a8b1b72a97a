using System.Text.Json.Serialization;

namespace Actors.Tests;

/// <summary>The members of a closed set: its nested sealed records.</summary>
internal static class ClosedSet
{
    public static IReadOnlyList<Type> Of<T>() => Of(typeof(T));

    public static IReadOnlyList<Type> Of(Type set) =>
        [.. set.GetNestedTypes().Where(type => type.IsSubclassOf(set) && !type.IsAbstract)];

    /// <summary>Those that have a stable name in JSON.</summary>
    public static IReadOnlyList<Type> Named(Type set) =>
        [.. set.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>().Select(a => a.DerivedType)];
}
