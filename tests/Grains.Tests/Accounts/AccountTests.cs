using Actors.Keys;
using Actors.Tests;

namespace Actors.Accounts.Tests;

/// <summary>The API version that an account is pinned to.</summary>
public sealed class AccountTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_key_pins_the_version_and_later_ones_do_not()
    {
        var story = Story();
        story.When(Open("2026-11-22")).ShouldBe("VersionSet");
        story.When(Open("2027-05-01")).ShouldBe();
        story.View.ShouldBe(new AccountView("acme", DataEnvironment.Sandbox, "2026-11-22"));
        story.When(new AccountCommand.SetVersion("acme", DataEnvironment.Sandbox, "2027-05-01", T0)).ShouldBe("VersionSet");
        story.View.ApiVersion.ShouldBe("2027-05-01");
        story.When(new AccountCommand.SetVersion("acme", DataEnvironment.Sandbox, "2027-05-01", T0)).ShouldBe();
    }

    [Fact]
    public void An_account_without_a_pin_can_be_given_one() =>
        Story().When(new AccountCommand.SetVersion("acme", DataEnvironment.Sandbox, "2026-11-22", T0)).ShouldBe("VersionSet");

    [Fact]
    public void A_key_opens_its_account_in_the_commit_that_issues_it()
    {
        var issue = new ApiKeyCommand.Issue(
            "key_a", "acme", KeyRole.Provider, DataEnvironment.Sandbox, Scopes.Of(KeyRole.Provider), "A", new string('a', 64), null, T0)
        {
            ApiVersion = "2026-11-22",
        };
        var story = new Story<ApiKey, ApiKeyCommand, ApiKeyEvent, ApiKeyView>(new ApiKeyModel());
        var tell = story.When(issue).Single<Effect.Tell>();
        tell.Target.ShouldBe(new GrainId(GrainTypeNames.Account, "acme.sandbox"));
        tell.Command.ShouldBe(Open("2026-11-22"));
    }

    private static AccountCommand.Open Open(string version) => new("acme", DataEnvironment.Sandbox, version, T0);

    private static Story<Account, AccountCommand, AccountEvent, AccountView> Story() => new(new AccountModel());
}
