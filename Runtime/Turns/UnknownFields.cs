using System.Text.Json.Nodes;

namespace Actors.Runtime.Turns;

/// <summary>
/// The fields of a stored state that this code does not know: newer code wrote them. They go back into every state
/// that this code writes, so that a rolling upgrade loses nothing (orleans.md, pain 10).
/// </summary>
internal sealed class UnknownFields
{
    private readonly Dictionary<string, JsonNode?> _fields = [];
    private readonly Dictionary<string, UnknownFields> _nested = [];

    /// <summary>What <paramref name="stored"/> has and <paramref name="known"/> lacks; null when that is nothing.</summary>
    public static UnknownFields? Between(JsonObject stored, JsonObject known)
    {
        var unknown = new UnknownFields();
        foreach (var (name, value) in stored)
        {
            if (!known.TryGetPropertyValue(name, out var same))
            {
                unknown._fields.Add(name, value?.DeepClone());
            }
            else if (value is JsonObject inner && same is JsonObject other && Between(inner, other) is { } nested)
            {
                unknown._nested.Add(name, nested);
            }
        }

        return unknown._fields.Count + unknown._nested.Count == 0 ? null : unknown;
    }

    /// <summary>What of it still has a place in a state.</summary>
    public UnknownFields Within(JsonObject state)
    {
        var left = new UnknownFields();
        foreach (var (name, value) in _fields)
        {
            left._fields.Add(name, value);
        }

        foreach (var (name, nested) in _nested)
        {
            if (state[name] is JsonObject inner)
            {
                left._nested.Add(name, nested.Within(inner));
            }
        }

        return left;
    }

    /// <summary>Puts them back. What hung on an entry that is gone goes with it.</summary>
    public void AddTo(JsonObject state)
    {
        foreach (var (name, value) in _fields)
        {
            if (!state.ContainsKey(name))
            {
                state.Add(name, value?.DeepClone());
            }
        }

        foreach (var (name, nested) in _nested)
        {
            if (state[name] is JsonObject inner)
            {
                nested.AddTo(inner);
            }
        }
    }
}
