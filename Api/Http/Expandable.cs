using System.Text.Json.Nodes;

namespace Actors.Api.Http;

/// <summary>Another object that can be shown within one, on request.</summary>
/// <param name="Name">The member that it becomes, and its name in <c>expand</c>.</param>
/// <param name="IdField">The member that holds its id.</param>
/// <param name="Scope">What a key needs to see it.</param>
/// <param name="Read">Reads it as this caller may see it; null when it may not.</param>
/// <param name="Inner">What can be shown within it in turn.</param>
internal sealed record Expandable(
    string Name, string IdField, string Scope, Func<Call, string, Task<JsonNode?>> Read, params IReadOnlyList<Expandable> Inner)
{
    /// <summary>Its own path and those within it.</summary>
    public IEnumerable<string> Paths(string prefix) => [prefix + Name, .. Inner.SelectMany(inner => inner.Paths($"{prefix}{Name}."))];
}
