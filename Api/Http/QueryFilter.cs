namespace Actors.Api.Http;

/// <summary>A query parameter that narrows a list: what the edge takes and what the description says of it are one.</summary>
/// <param name="Says">What it does, for the description.</param>
/// <param name="Alias">Another name that it goes by, or null.</param>
internal sealed record QueryFilter(string Name, string Says, string? Alias = null);
