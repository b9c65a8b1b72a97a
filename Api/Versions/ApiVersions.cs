using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Versions;

namespace Actors.Api.Versions;

/// <summary>The dated versions, and how requests are lifted to the newest and answers lowered from it.</summary>
public sealed class ApiVersions : IApiVersions
{
    /// <summary>The first public version.</summary>
    public const string First = "2026-11-22";

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly VersionChange[] _oldestFirst;

    /// <param name="changes">In any order; several may be of one version.</param>
    public ApiVersions(IEnumerable<VersionChange> changes)
    {
        _oldestFirst = [.. changes.OrderBy(change => change.Version, StringComparer.Ordinal)];
        Supported = [.. _oldestFirst.Select(change => change.Version).Prepend(First).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What was changed since <see cref="First"/>, in public. A new change is one more entry, and one in the documentation.</summary>
    public static IReadOnlyList<VersionChange> Released { get; } = [];

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

        return envelope.ToJsonString(Writing);
    }

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
        }
    }
}
