namespace Actors.Accounts;

/// <summary>The shell of accounts; the rules stand in <see cref="Account"/>.</summary>
internal sealed class AccountGrain(IGrainHost<AccountCommand, AccountView> host) : Grain<AccountCommand, AccountView>(host), IAccountGrain;
