using System.Text.Json.Serialization.Metadata;

namespace Actors.Accounts;

/// <summary>The grain type of accounts.</summary>
internal sealed class AccountModel : GrainModel<Account, AccountCommand, AccountEvent, AccountView>
{
    public override string Type => GrainTypeNames.Account;

    public override Type Contract => typeof(IAccountGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Opened"];

    public override Account Initial { get; } = new Account.None();

    public override JsonTypeInfo<Account> StateJson => AccountJsonContext.Default.Account;

    public override JsonTypeInfo<AccountCommand> CommandJson => AccountJsonContext.Default.AccountCommand;

    public override JsonTypeInfo<AccountEvent> EventJson => AccountJsonContext.Default.AccountEvent;

    public override Decision<AccountEvent> Decide(Account state, AccountCommand command) => Account.Decide(state, command);

    public override Account Evolve(Account state, AccountEvent @event) => Account.Evolve(state, @event);

    public override GrainIndex Index(Account state) => new(View(state).Owner, View(state).Environment, "Opened");

    public override AccountView View(Account state) => state is Account.Opened s
        ? new AccountView(s.Owner, s.Environment, s.ApiVersion)
        : throw new InvalidOperationException("An account that was never opened has nothing to show.");
}
