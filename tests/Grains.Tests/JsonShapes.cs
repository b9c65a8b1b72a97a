using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Tests;

/// <summary>Writes the shape of stored JSON as text: one line per type, fields with their types.</summary>
internal static class JsonShapes
{
    public static string Of(string grain, params JsonTypeInfo[] sets)
    {
        var text = new StringBuilder();
        var parts = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            Write(text, grain, set, parts);
        }

        for (var seen = 0; seen < parts.Count;)
        {
            seen = parts.Count;
            foreach (var type in parts.Values.ToList())
            {
                Fields(sets[0].Options.GetTypeInfo(type), parts);
            }
        }

        foreach (var (name, type) in parts)
        {
            text.Append(grain).Append(" part ").Append(name).Append(": ").Append(Fields(sets[0].Options.GetTypeInfo(type), parts)).Append('\n');
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string grain, JsonTypeInfo set, SortedDictionary<string, Type> parts)
    {
        var options = set.PolymorphismOptions!;
        foreach (var derived in options.DerivedTypes)
        {
            text.Append(grain).Append(' ').Append(options.TypeDiscriminatorPropertyName).Append(' ').Append(derived.TypeDiscriminator)
                .Append(": ").Append(Fields(set.Options.GetTypeInfo(derived.DerivedType), parts)).Append('\n');
        }
    }

    private static string Fields(JsonTypeInfo info, SortedDictionary<string, Type> parts) => info.PolymorphismOptions is { } set
        ? string.Join(" | ", set.DerivedTypes.Select(derived =>
            $"{set.TypeDiscriminatorPropertyName} {derived.TypeDiscriminator} ({Fields(info.Options.GetTypeInfo(derived.DerivedType), parts)})"))
        : string.Join(", ", info.Properties
            .Select(property => $"{property.Name} {Name(property.PropertyType, info.Options, parts)}{(property.IsRequired ? " required" : "")}"));

    private static string Name(Type type, JsonSerializerOptions options, SortedDictionary<string, Type> parts)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying, options, parts) + "?";
        }

        var info = options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Dictionary:
                return $"map<{Name(info.KeyType!, options, parts)}, {Name(info.ElementType!, options, parts)}>";
            case JsonTypeInfoKind.Enumerable:
                return $"list<{Name(info.ElementType!, options, parts)}>";
            case JsonTypeInfoKind.Object:
                parts.TryAdd(type.Name, type);
                return type.Name;
            default:
                return type.Name;
        }
    }
}
