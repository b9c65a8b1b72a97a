using System.Text.Json.Serialization;

namespace Actors.Users;

/// <summary>
/// An end user as one provider sees it (MM-29). Key: <c>tus_…</c>, made of provider, marketplace, environment and the
/// marketplace's own reference: two providers cannot tell that they serve the same person.
/// </summary>
public interface IUserGrain : IGrain<UserCommand, UserView>;

/// <summary>What may be asked of a user.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(UserCommand.Save), "save")]
public abstract record UserCommand
{
    private UserCommand()
    {
    }

    /// <summary>Keeps the details as the marketplace last gave them.</summary>
    public sealed record Save(
        string UserId,
        string Provider,
        string Marketplace,
        DataEnvironment Environment,
        string Reference,
        UserDetails Details,
        DateTimeOffset At) : UserCommand;
}

/// <summary>Who the user is, as far as the marketplace tells.</summary>
public sealed record UserDetails(string? Name, string? Email, string? Phone, UserAddress? Address);

/// <summary>A postal address.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
public sealed record UserAddress(string? Line1, string? Line2, string? City, string? Region, string? Postcode, string? Country);

/// <summary>A user.</summary>
/// <param name="Reference">The marketplace's own id of the user; not shown to the provider.</param>
public sealed record UserView(
    string Id,
    string Provider,
    string Marketplace,
    DataEnvironment Environment,
    string Reference,
    UserDetails Details);
