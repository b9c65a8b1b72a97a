namespace Actors.Users;

/// <summary>The shell of users; the rules stand in <see cref="User"/>.</summary>
internal sealed class UserGrain(IGrainHost<UserCommand, UserView> host) : Grain<UserCommand, UserView>(host), IUserGrain;
