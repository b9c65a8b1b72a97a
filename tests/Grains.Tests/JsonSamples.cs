using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Tests;

/// <summary>Makes JSON with every field filled, from the metadata that the serializer itself uses.</summary>
internal static class JsonSamples
{
    public static JsonObject Of(Type type, JsonSerializerOptions options)
    {
        var json = new JsonObject();
        foreach (var property in options.GetTypeInfo(type).Properties)
        {
            json[property.Name] = Value(property.PropertyType, options);
        }

        return json;
    }

    private static JsonNode Value(Type type, JsonSerializerOptions options)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Scalar(type) is { } scalar)
        {
            return scalar;
        }

        var info = options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Dictionary)
        {
            return new JsonObject { ["1"] = Value(info.ElementType!, options) };
        }

        if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            return new JsonArray(Value(info.ElementType!, options));
        }

        if (info.PolymorphismOptions is not { } set)
        {
            return Of(type, options);
        }

        var first = set.DerivedTypes[0];
        var json = new JsonObject { [set.TypeDiscriminatorPropertyName] = (string)first.TypeDiscriminator! };
        foreach (var (name, value) in Of(first.DerivedType, options))
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    private static JsonValue? Scalar(Type type) => type switch
    {
        _ when type == typeof(string) => JsonValue.Create("text"),
        _ when type == typeof(bool) => JsonValue.Create(true),
        _ when type == typeof(int) || type == typeof(long) => JsonValue.Create(7),
        _ when type == typeof(DateTimeOffset) => JsonValue.Create("2026-11-22T09:30:00.123+00:00"),
        _ when type == typeof(TimeSpan) => JsonValue.Create("01:02:03"),
        _ when type == typeof(DataEnvironment) => JsonValue.Create("sandbox"),
        _ when type == typeof(Products.FieldType) => JsonValue.Create("choice"),
        _ when type == typeof(DestinationState) => JsonValue.Create("Failing"),
        _ when type == typeof(Keys.KeyRole) => JsonValue.Create("Provider"),
        _ => null,
    };
}
