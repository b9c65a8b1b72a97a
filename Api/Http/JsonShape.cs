using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Api.Http;

/// <summary>
/// Compares a JSON value with a type, along the source-generated metadata, and names every difference. The serializer
/// alone would stop at the first one and speak of CLR types.
/// </summary>
/// <param name="hint">What to say instead of the general text about a field, or null.</param>
internal sealed class JsonShape(Func<string, string?> hint)
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Check(JsonElement value, JsonTypeInfo type)
    {
        Check(value, type, "");
        return _errors;
    }

    private void Check(JsonElement value, JsonTypeInfo type, string pointer)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when Is(value, JsonValueKind.Object, pointer, "an object"):
                CheckProperties(value, type, pointer);
                break;
            case JsonTypeInfoKind.Dictionary when Is(value, JsonValueKind.Object, pointer, "an object"):
                foreach (var entry in value.EnumerateObject())
                {
                    Check(entry.Value, type.Options.GetTypeInfo(type.ElementType!), pointer + JsonPointer.Step(entry.Name));
                }

                break;
            case JsonTypeInfoKind.Enumerable when Is(value, JsonValueKind.Array, pointer, "an array"):
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    Check(item, type.Options.GetTypeInfo(type.ElementType!), $"{pointer}/{index}");
                }

                break;
            case JsonTypeInfoKind.None when !JsonLeaf.Takes(type.Type, value):
                Add(pointer, "type_mismatch", $"This must be {JsonLeaf.NameOf(type.Type)}, not {JsonLeaf.Describe(value)}.");
                break;
        }
    }

    private void CheckProperties(JsonElement value, JsonTypeInfo type, string pointer)
    {
        foreach (var sent in value.EnumerateObject())
        {
            var place = pointer + JsonPointer.Step(sent.Name);
            if (type.Properties.FirstOrDefault(known => known.Name == sent.Name) is not { } property)
            {
                var names = string.Join(", ", type.Properties.Select(known => known.Name));
                Add(place, "unknown_field", $"There is no field '{sent.Name}' here. Known are: {names}.");
            }
            else if (sent.Value.ValueKind != JsonValueKind.Null || !property.IsSetNullable)
            {
                Check(sent.Value, type.Options.GetTypeInfo(property.PropertyType), place);
            }
        }

        foreach (var missing in type.Properties.Where(property => property.IsRequired && !value.TryGetProperty(property.Name, out _)))
        {
            Add(pointer + JsonPointer.Step(missing.Name), "required", $"The field '{missing.Name}' is required.");
        }
    }

    private bool Is(JsonElement value, JsonValueKind kind, string pointer, string expected)
    {
        if (value.ValueKind == kind)
        {
            return true;
        }

        Add(pointer, "type_mismatch", $"This must be {expected}, not {JsonLeaf.Describe(value)}.");
        return false;
    }

    private void Add(string pointer, string code, string detail) => _errors.Add(new FieldError(pointer, code, hint(pointer) ?? detail));
}
