using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Versions;
using Actors.Webhooks;

namespace Actors.Api.Versions;

/// <summary>The dated versions, and how requests are lifted to the newest and answers lowered from it.</summary>
public sealed class ApiVersions : IApiVersions
{
    /// <summary>The first public version.</summary>
    public const string First = "2026-06-01";

    // As events are written when they are logged: a payload that lands in a page does no harm.
    private static readonly JsonWriterOptions Writing = new() { Encoder = EventText.Encoder };

    private readonly VersionChange[] _oldestFirst;

    /// <param name="changes">In any order; several may be of one version.</param>
    public ApiVersions(IEnumerable<VersionChange> changes)
    {
        _oldestFirst = [.. changes.OrderBy(change => change.Version, StringComparer.Ordinal)];
        Supported = [.. _oldestFirst.Select(change => change.Version).Prepend(First).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What was changed since <see cref="First"/>, in public. A new change is one more entry, and one in the documentation.</summary>
    public static IReadOnlyList<VersionChange> Released { get; } = [new SpelledSuccessful()];

    /// <summary>What the first two versions were called before they had dates .</summary>
    public static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string> { ["1"] = First, ["2"] = SpelledSuccessful.Date };

    /// <inheritdoc/>
    public IReadOnlyList<string> Supported { get; }

    /// <inheritdoc/>
    public string Latest => Supported[^1];

    /// <inheritdoc/>
    public string RenderEvent(string body, string version)
    {
        if (version == Latest)
        {
            return body;
        }

        var envelope = JsonNode.Parse(body)!.AsObject();
        foreach (var change in After(version).Reverse())
        {
            Lower(envelope["data"], change);
            change.LowerEvent((string?)envelope["type"] ?? "", envelope);
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Writing))
        {
            Write(writer, envelope);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The number that a version is called by as well, or null.</summary>
    public static string? AliasOf(string version) => Aliases.FirstOrDefault(alias => alias.Value == version).Key;

    /// <summary>The version that a date, or a number of old, stands for; null when there is none.</summary>
    public string? Find(string name) => Aliases.GetValueOrDefault(name) ?? Supported.FirstOrDefault(version => version == name);

    /// <summary>Rewrites a request's body to the newest version.</summary>
    public void Lift(string version, string operation, JsonObject body)
    {
        foreach (var change in After(version))
        {
            change.LiftRequest(operation, body);
        }
    }

    /// <summary>Rewrites an answer from the newest version.</summary>
    public void Lower(string version, JsonNode answer)
    {
        foreach (var change in After(version).Reverse())
        {
            Lower(answer, change);
        }
    }

    /// <summary>What no change touched goes out as it came in, to the byte.</summary>
    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                writer.WriteStartObject();
                foreach (var (name, member) in json)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValue value when value.TryGetValue<JsonElement>(out var untouched):
                writer.WriteRawValue(untouched.GetRawText(), skipInputValidation: true);
                break;
            case JsonValue value:
                value.WriteTo(writer);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private IEnumerable<VersionChange> After(string version) =>
        _oldestFirst.Where(change => string.CompareOrdinal(change.Version, version) > 0);

    /// <summary>Innermost first, so that a change sees the parts of an object as its own version has them.</summary>
    private static void Lower(JsonNode? node, VersionChange change)
    {
        var parts = node switch
        {
            JsonObject json => [.. json.Select(member => member.Value)],
            JsonArray array => [.. array],
            _ => (List<JsonNode?>)[],
        };
        foreach (var part in parts)
        {
            Lower(part, change);
        }

        if (node is JsonObject { } one && one["object"] is JsonValue kind && kind.TryGetValue<string>(out var name))
        {
            change.LowerObject(name, one);
            if (name == "event" && one["payload"] is JsonObject envelope)
            {
                // One of the log, as GET /events shows it: it holds what a push would.
                change.LowerEvent((string?)envelope["type"] ?? "", envelope);
            }
        }
    }
}
