using System.Text.Json;

namespace Actors.Api.Http;

/// <summary>Walks a JSON text token by token and knows at every moment where it is.</summary>
internal sealed class JsonWalk
{
    private readonly Stack<Place> _places = new();

    /// <summary>What is wrong with the token that the reader stands on, or null.</summary>
    public FieldError? Step(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Enter();
                _places.Push(new Place(reader.TokenType == JsonTokenType.StartArray));
                return _places.Count <= JsonText.MaxDepth
                    ? null
                    : new FieldError(Pointer(skip: 1), "too_deep", $"Bodies may be nested {JsonText.MaxDepth} levels deep at most.");
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _places.Pop();
                return null;
            case JsonTokenType.PropertyName:
                return Text(ref reader) is { } name ? Name(name) : Unstorable();
            case JsonTokenType.String:
                Enter();
                return Text(ref reader) is null ? Unstorable() : null;
            default:
                Enter();
                return null;
        }
    }

    private void Enter()
    {
        if (_places.TryPeek(out var place) && place.IsArray)
        {
            place.Index++;
        }
    }

    private FieldError? Name(string name)
    {
        var place = _places.Peek();
        place.Name = name;
        return place.Seen.Add(name) ? null : new FieldError(Pointer(), "duplicate_field", $"The name '{name}' stands twice here; send it once.");
    }

    private FieldError Unstorable() =>
        new(Pointer(), "text_invalid", "Texts may hold any Unicode character but U+0000, and no half of a surrogate pair.");

    private string Pointer(int skip = 0) => string.Concat(_places.Skip(skip).Reverse().Select(place =>
        place.IsArray ? $"/{place.Index}" : JsonPointer.Step(place.Name)));

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 that stands for no character.
            return null;
        }
    }

    private sealed class Place(bool isArray)
    {
        public bool IsArray { get; } = isArray;

        public int Index { get; set; } = -1;

        public string Name { get; set; } = "";

        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);
    }
}
