using System.Text.Json.Serialization;
using static Actors.Accounts.Account;

namespace Actors.Accounts;

/// <summary>What holds for all keys of an account in an environment.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Opened), "opened")]
internal abstract record Account
{
    private Account()
    {
    }

    public sealed record None : Account;

    public sealed record Opened(string Owner, DataEnvironment Environment, string ApiVersion) : Account;

    public static Decision<AccountEvent> Decide(Account state, AccountCommand command) => (state, command) switch
    {
        (None, AccountCommand.Open c) => Accept(c.Owner, c.Environment, c.ApiVersion, c.At),
        (Opened, AccountCommand.Open) => Decision.Accept<AccountEvent>(),
        (Opened s, AccountCommand.SetVersion c) when s.ApiVersion == c.ApiVersion => Decision.Accept<AccountEvent>(),
        (_, AccountCommand.SetVersion c) => Accept(c.Owner, c.Environment, c.ApiVersion, c.At),
        _ => Decision.Reject<AccountEvent>(Refuse.Conflict("account_state", $"{command.GetType().Name} is not possible when {state.GetType().Name}.")),
    };

    public static Account Evolve(Account state, AccountEvent @event) => (state, @event) switch
    {
        (None or Opened, AccountEvent.VersionSet e) => new Opened(e.Owner, e.Environment, e.ApiVersion),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Decision<AccountEvent> Accept(string owner, DataEnvironment environment, string version, DateTimeOffset at) =>
        Decision.Accept<AccountEvent>(new AccountEvent.VersionSet(owner, environment, version, at));
}
