using Actors.Tests;

namespace Actors.Users.Tests;

/// <summary>Users as one provider sees them.</summary>
public sealed class UserTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    private static readonly UserAddress Address = new("1 High Street", null, "London", null, "N1 9GU", "gb");

    [Fact]
    [Requirement("MM-29"), Requirement("MM-21")]
    public void The_details_are_those_that_came_last()
    {
        var story = Story();
        story.When(Save()).ShouldBe("Saved");
        story.When(Save()).ShouldBe();
        story.When(Save() with { Details = new UserDetails("Other", null, null, null) }).ShouldBe("Saved");
        story.View.Details.ShouldBe(new UserDetails("Other", null, null, null));
        story.Index.ShouldBe(new GrainIndex("acc_p", DataEnvironment.Sandbox, "Known", "acc_m"));
    }

    [Fact]
    public void Countries_are_stored_in_upper_case() =>
        Story().Given(Save()).View.Details.Address.ShouldNotBeNull().Country.ShouldBe("GB");

    [Fact]
    public void Faults_are_listed_at_once() =>
        Story().When(Save() with
        {
            Reference = "",
            Details = new UserDetails(new string('n', 201), "nobody", "call me", Address with { Country = "GBR" }),
        }).ShouldBeRefused(RejectionKind.Invalid, "validation_failed").Errors.Select(error => error.Pointer)
            .ShouldBe(["/user/reference", "/user/name", "/user/email", "/user/phone", "/user/address/country"]);

    [Fact]
    public void An_id_never_moves_to_another_user() =>
        Story().Given(Save()).When(Save() with { Marketplace = "acc_other" }).ShouldBeRefused(RejectionKind.Conflict, "user_exists");

    [Fact]
    public void Nothing_but_the_reference_is_required() =>
        Story().When(Save() with { Details = new UserDetails(null, null, null, null) }).ShouldBe("Saved");

    private static Story<User, UserCommand, UserEvent, UserView> Story() => new(new UserModel());

    private static UserCommand.Save Save() => new(
        "tus_a",
        "acc_p",
        "acc_m",
        DataEnvironment.Sandbox,
        "customer-17",
        new UserDetails("A. Customer", "a@example.com", "+44 20 7946 0000", Address),
        T0);
}
