using System.Text.Json.Serialization;
using static Actors.Users.User;

namespace Actors.Users;

/// <summary>An end user as one provider sees it: the details that the marketplace gave last (MM-29).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Known), "known")]
internal abstract record User
{
    private User()
    {
    }

    public sealed record None : User;

    public sealed record Known(
        string Id, string Provider, string Marketplace, DataEnvironment Environment, string Reference, UserDetails Details) : User;

    public static Decision<UserEvent> Decide(User state, UserCommand command) => (state, command) switch
    {
        (_, UserCommand.Save c) when UserRules.Faulty(c) is { } faulty => Decision.Reject<UserEvent>(faulty),
        (None, UserCommand.Save c) => Decision.Accept<UserEvent>(Saved(c)),
        (Known s, UserCommand.Save c) when (s.Provider, s.Marketplace, s.Environment, s.Reference) != (c.Provider, c.Marketplace, c.Environment, c.Reference) =>
            Decision.Reject<UserEvent>(Refuse.Conflict("user_exists", "This id belongs to another user; save this one under its own id.")),
        (Known s, UserCommand.Save c) => s.Details == UserRules.Normal(c.Details)
            ? Decision.Accept<UserEvent>()
            : Decision.Accept<UserEvent>(Saved(c)),
        _ => Decision.Reject<UserEvent>(Refuse.Conflict("user_state", $"{command.GetType().Name} is not possible when {state.GetType().Name}.")),
    };

    public static User Evolve(User state, UserEvent @event) => (state, @event) switch
    {
        (None or Known, UserEvent.Saved e) => new Known(e.UserId, e.Provider, e.Marketplace, e.Environment, e.Reference, e.Details),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static UserEvent.Saved Saved(UserCommand.Save c) =>
        new(c.UserId, c.Provider, c.Marketplace, c.Environment, c.Reference, UserRules.Normal(c.Details), c.At);
}
