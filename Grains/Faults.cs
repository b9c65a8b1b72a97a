namespace Actors;

/// <summary>
/// Gathers every field at fault, so that a caller mends all of them at once. One fault gives its own code; several
/// give <c>validation_failed</c> and the list.
/// </summary>
internal sealed class Faults
{
    private readonly List<FieldError> _errors = [];

    /// <summary>The refusal, or null when nothing is at fault. Its <see cref="Rejection.Errors"/> hold all faults.</summary>
    public Rejection? Rejection => _errors switch
    {
        [] => null,
        [var only] => Refuse.Invalid(only.Code, only.Detail, only.Pointer) with { Errors = _errors },
        _ => Refuse.Invalid(
            "validation_failed",
            $"{_errors.Count} fields are at fault; each is listed with what it needs.",
            _errors[0].Pointer) with
        { Errors = _errors },
    };

    /// <summary>Notes one fault.</summary>
    public Faults Add(string pointer, string code, string detail)
    {
        _errors.Add(new FieldError(pointer, code, detail));
        return this;
    }

    /// <summary>Notes one fault unless a condition holds.</summary>
    public Faults Require(bool holds, string pointer, string code, string detail) =>
        holds ? this : Add(pointer, code, detail);

    /// <summary>A text that must be there.</summary>
    public Faults Required(string pointer, string? text, int max) =>
        string.IsNullOrWhiteSpace(text)
            ? Add(pointer, "required", $"This is required: give 1 to {max} characters.")
            : Optional(pointer, text, max);

    /// <summary>A text that may be missing or empty.</summary>
    public Faults Optional(string pointer, string? text, int max)
    {
        if (text is null)
        {
            return this;
        }

        Require(text.Length <= max, pointer, "too_long", $"This has {text.Length} characters; at most {max} are taken.");
        return Require(
            IsStorable(text), pointer, "invalid_character", "This holds U+0000, U+FFFD or half of a surrogate pair; leave it out.");
    }

    /// <summary>A map of texts.</summary>
    public Faults Map(string pointer, IReadOnlyDictionary<string, string> map, int maxPairs, int maxKey, int maxValue)
    {
        // The wire can hold null where the type cannot.
        foreach (var (key, _) in map.Where(pair => pair.Value is null).Take(maxPairs))
        {
            Add(JsonPointer.To(pointer, key), "required", "Give a text; null is none.");
        }

        return Changes(pointer, map!, maxPairs, maxKey, maxValue);
    }

    /// <summary>Changes to a map of texts; a null value takes its key away.</summary>
    public Faults Changes(string pointer, IReadOnlyDictionary<string, string?> map, int maxPairs, int maxKey, int maxValue)
    {
        Require(map.Count <= maxPairs, pointer, "too_many", $"At most {maxPairs} pairs are taken.");
        foreach (var (key, value) in map.Take(maxPairs))
        {
            var place = JsonPointer.To(pointer, key);
            Require(
                !string.IsNullOrWhiteSpace(key) && key.Length <= maxKey && IsStorable(key),
                place,
                "invalid_name",
                $"The name of a pair has 1 to {maxKey} characters.");
            Optional(place, value, maxValue);
        }

        return this;
    }

    /// <summary>Neither store takes U+0000 in a text, and half a surrogate pair is not UTF-8.</summary>
    private static bool IsStorable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a pair is enumerated as U+FFFD; a text that really holds U+FFFD is rare and no loss.
            if (rune.Value is 0 or 0xFFFD)
            {
                return false;
            }
        }

        return true;
    }
}
