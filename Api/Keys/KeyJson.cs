using System.Text.Json.Serialization;
using Actors.Keys;

namespace Actors.Api.Keys;

/// <summary>An API key on the wire.</summary>
internal sealed record KeyJson
{
    /// <summary><c>key_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>api_key</c>.</summary>
    public required string Object { get; init; }

    /// <summary>What is sent as the key. Shown once, in the answer that made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    public required string Name { get; init; }

    /// <summary>The account that it speaks for.</summary>
    public required string Owner { get; init; }

    /// <summary><c>provider</c>, <c>marketplace</c> or <c>operator</c>.</summary>
    public required string Role { get; init; }

    public required DataEnvironment Environment { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The largest quantity that it may order, or null.</summary>
    public required int? MaxQuantity { get; init; }

    /// <summary><c>Active</c> or <c>Revoked</c>.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset? Revoked { get; init; }

    public required string? RevokeReason { get; init; }

    public static KeyJson From(ApiKeyView key, string? token = null) => new()
    {
        Id = key.Id,
        Object = "api_key",
        Token = token,
        Name = key.Name,
        Owner = key.Owner,
        Role = KeyRoles.Name(key.Role),
        Environment = key.Environment,
        Scopes = key.Scopes,
        MaxQuantity = key.MaxQuantity,
        Status = key.Status,
        Created = key.Created,
        Revoked = key.Revoked,
        RevokeReason = key.RevokeReason,
    };
}
