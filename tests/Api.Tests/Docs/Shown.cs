using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Tests.Docs;

/// <summary>Compares what a document shows with what came. <c>…</c> stands for anything.</summary>
internal static class Shown
{
    /// <summary>A line of output, for <c>grep -E</c>.</summary>
    public static string Pattern(string line) =>
        string.Join(".*", line.Split('…').Select(part => Regex.Replace(part, @"[.\[\]{}()*+?^$|\\]", @"\$0")));

    /// <summary>Whether a line of the output, or all of it, is JSON with at least what is shown.</summary>
    public static bool IsIn(string json, string output)
    {
        using var shown = JsonDocument.Parse(json);
        return output.Split('\n').Append(output).Any(text => Fits(shown.RootElement, text));
    }

    private static bool Fits(JsonElement shown, string text)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var came = JsonDocument.Parse(text);
            return Fits(shown, came.RootElement);
        }
        catch (JsonException)
        {
            return false; // A line of something else.
        }
    }

    private static bool Fits(JsonElement shown, JsonElement came) => shown.ValueKind == came.ValueKind && shown.ValueKind switch
    {
        JsonValueKind.Object => shown.EnumerateObject().All(one => came.TryGetProperty(one.Name, out var value) && Fits(one.Value, value)),
        JsonValueKind.Array => shown.GetArrayLength() <= came.GetArrayLength()
            && shown.EnumerateArray().Zip(came.EnumerateArray()).All(pair => Fits(pair.First, pair.Second)),
        JsonValueKind.String => Regex.IsMatch(came.GetString()!, $"^{Pattern(shown.GetString()!)}$"),
        _ => shown.GetRawText() == came.GetRawText(),
    };
}
