using System.Text.Json.Serialization.Metadata;

namespace Actors.Users;

/// <summary>The grain type of users.</summary>
internal sealed class UserModel : GrainModel<User, UserCommand, UserEvent, UserView>
{
    public override string Type => GrainTypeNames.User;

    public override Type Contract => typeof(IUserGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Known"];

    public override User Initial { get; } = new User.None();

    public override JsonTypeInfo<User> StateJson => UserJsonContext.Default.User;

    public override JsonTypeInfo<UserCommand> CommandJson => UserJsonContext.Default.UserCommand;

    public override JsonTypeInfo<UserEvent> EventJson => UserJsonContext.Default.UserEvent;

    public override Decision<UserEvent> Decide(User state, UserCommand command) => User.Decide(state, command);

    public override User Evolve(User state, UserEvent @event) => User.Evolve(state, @event);

    public override GrainIndex Index(User state)
    {
        var view = View(state);
        return new GrainIndex(view.Provider, view.Environment, "Known", view.Marketplace);
    }

    public override UserView View(User state) => state is User.Known s
        ? new UserView(s.Id, s.Provider, s.Marketplace, s.Environment, s.Reference, s.Details)
        : throw new InvalidOperationException("A user that was never saved has nothing to show.");
}
