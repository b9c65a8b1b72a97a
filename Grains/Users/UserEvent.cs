using System.Text.Json.Serialization;

namespace Actors.Users;

/// <summary>What happened to a user.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(UserEvent.Saved), "saved")]
internal abstract record UserEvent
{
    private UserEvent()
    {
    }

    public sealed record Saved(
        string UserId,
        string Provider,
        string Marketplace,
        DataEnvironment Environment,
        string Reference,
        UserDetails Details,
        DateTimeOffset At) : UserEvent;
}
