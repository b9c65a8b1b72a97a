using System.Text.Json.Serialization;
using Actors.Users;

namespace Actors.Api.Users;

/// <summary>An end user as a provider needs them (MM-29).</summary>
internal sealed record UserJson
{
    /// <summary><c>tus_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>user</c>.</summary>
    public required string Object { get; init; }

    public required DataEnvironment Environment { get; init; }

    /// <summary>The marketplace's own id of the user; never shown to a provider.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }

    public required string? Name { get; init; }

    public required string? Email { get; init; }

    public required string? Phone { get; init; }

    public required UserAddress? Address { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public static UserJson From(Snapshot<UserView> user, bool withReference) => new()
    {
        Id = user.Value.Id,
        Object = "user",
        Environment = user.Value.Environment,
        Reference = withReference ? user.Value.Reference : null,
        Name = user.Value.Details.Name,
        Email = user.Value.Details.Email,
        Phone = user.Value.Details.Phone,
        Address = user.Value.Details.Address,
        Created = user.Created,
        Updated = user.Updated,
    };
}
