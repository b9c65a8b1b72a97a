using Actors.Tests;

namespace Actors.Keys.Tests;

/// <summary>Issuing and revoking keys.</summary>
public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    [Requirement("MM-41")]
    public void A_key_holds_the_scopes_that_it_was_issued_with()
    {
        var story = Story();
        story.When(Issue()).ShouldBe("Issued");
        (story.View.Status, story.View.Owner, story.View.Role).ShouldBe(("Active", "acc_a", KeyRole.Provider));
        story.View.Scopes.ShouldBe([Scopes.OrdersRead, Scopes.OrdersWrite]);
        story.Index.ShouldBe(new GrainIndex("acc_a", DataEnvironment.Sandbox, "Active"));
    }

    [Theory]
    [InlineData(KeyRole.Marketplace, Scopes.OrdersWrite)]
    [InlineData(KeyRole.Provider, Scopes.OrdersPlace)]
    [InlineData(KeyRole.Provider, Scopes.Operate)]
    [InlineData(KeyRole.Operator, "everything")]
    [Requirement("MM-41")]
    public void A_role_cannot_hold_a_scope_beyond_its_own(KeyRole role, string scope)
    {
        var refused = Story().When(Issue() with { Role = role, Scopes = [scope] }).ShouldBeRefused(RejectionKind.Invalid, "scope_not_allowed");
        refused.Pointer.ShouldBe("/scopes");
        refused.Detail.ShouldContain(Scopes.Of(role)[0]);
    }

    [Fact]
    public void Every_role_may_hold_all_of_its_scopes()
    {
        foreach (var role in Enum.GetValues<KeyRole>())
        {
            Story().When(Issue() with { Role = role, Scopes = Scopes.Of(role) }).ShouldBe("Issued");
        }
    }

    [Fact]
    public void Faults_are_listed_at_once() =>
        Story().When(Issue() with { Name = "", Role = (KeyRole)9, Scopes = [], MaxQuantity = 0, SecretHash = "ABC" })
            .ShouldBeRefused(RejectionKind.Invalid, "validation_failed").Errors.Select(error => error.Pointer)
            .ShouldBe(["/name", "/role", "/scopes", "/max_quantity", "/secret_hash"]);

    [Fact]
    public void Issued_twice_it_stands_and_with_other_content_it_is_refused()
    {
        var story = Story().Given(Issue());
        story.When(Issue() with { At = T0.AddSeconds(1) }).ShouldBe();
        story.When(Issue() with { Owner = "acc_b" }).ShouldBeRefused(RejectionKind.Conflict, "key_exists");
        story.When(Issue() with { SecretHash = new string('b', 64) }).ShouldBeRefused(RejectionKind.Conflict, "key_exists");
    }

    [Fact]
    public void Revoked_it_stays_revoked()
    {
        var story = Story().Given(Issue());
        story.When(new ApiKeyCommand.Revoke("leaked", T0.AddHours(1))).ShouldBe("Revoked");
        story.When(new ApiKeyCommand.Revoke("again", T0.AddHours(2))).ShouldBe();
        (story.View.Status, story.View.Revoked, story.View.RevokeReason).ShouldBe(("Revoked", T0.AddHours(1), "leaked"));
        story.Index.Status.ShouldBe("Revoked");
        story.When(Issue()).ShouldBeRefused(RejectionKind.Conflict, "key_exists");
    }

    [Fact]
    public void An_unknown_key_cannot_be_revoked() =>
        Story().When(new ApiKeyCommand.Revoke("x", T0)).ShouldBeRefused(RejectionKind.NotFound, "key_not_found");

    private static Story<ApiKey, ApiKeyCommand, ApiKeyEvent, ApiKeyView> Story() => new(new ApiKeyModel());

    private static ApiKeyCommand.Issue Issue() => new(
        "key_a",
        "acc_a",
        KeyRole.Provider,
        DataEnvironment.Sandbox,
        [Scopes.OrdersRead, Scopes.OrdersWrite, Scopes.OrdersRead],
        "Back office",
        new string('a', 64),
        null,
        T0);
}
