using Actors.Tests;
using static Actors.Webhooks.Tests.FeedStory;

namespace Actors.Webhooks.Tests;

/// <summary>Endpoints: where pushes go, what they take, what signs them.</summary>
public sealed class EndpointTests
{
    [Fact]
    [Requirement("MM-19")]
    public void It_is_sent_a_challenge_and_nothing_else_before_it_gave_that_back()
    {
        var story = Given();
        var created = story.When(Create());
        var challenge = created.Single<Effect.Send>();
        (challenge.Kind, challenge.Topic).ShouldBe(("webhook-challenge", "endpoint.verification"));
        challenge.Body.ShouldContain("ch_" + One);
        story.View.Find(One)!.Status.ShouldBe("unverified");
        story.When(Publish(1)).Pushes().ShouldBeEmpty();

        story.When(new FeedCommand.Verified(One, "ch_other", T0)).ShouldBe();
        story.When(Proven()).ShouldBe("EndpointEnabled");
        story.When(Publish(2)).Pushes().ShouldBe([(One, "evt_2")], "what came before is not for it");
    }

    [Fact]
    public void Another_address_must_give_a_challenge_back_and_misses_nothing_until_then()
    {
        var story = Enabled().Given(Publish(1));
        var moved = story.When(Update() with { Url = "https://example.com/b" });
        moved.ShouldBe("EndpointUpdated", "AddressChanged");
        moved.Single<Effect.Pace>().Paused.ShouldBeTrue();
        story.When(Publish(2)).Pushes().ShouldBeEmpty();
        story.When(Proven()).ShouldBe();
        story.When(new FeedCommand.Verified(One, "ch_new", T0)).ShouldBe("CatchUpStarted");
        story.View.Find(One)!.MissedFrom.ShouldBe(2);
    }

    [Fact]
    public void Asking_for_a_challenge_again_makes_the_old_one_worthless()
    {
        var story = Given(Create());
        story.When(new FeedCommand.Verify(One, "ch_again", T0)).Single<Effect.Recall>().MessageId.ShouldBe("evt_ch_" + One);
        story.When(Proven()).ShouldBe();
        story.When(new FeedCommand.Verified(One, "ch_again", T0)).ShouldBe("EndpointEnabled");
    }

    [Fact]
    [Requirement("MM-42")]
    public void A_new_secret_overlaps_with_the_old_ones()
    {
        var story = Enabled();
        story.When(Rotate("s2", TimeSpan.FromDays(7))).ShouldBe("SecretRotated");
        Secrets(story).ShouldBe([("s2", null), ("s1", T0.AddDays(7))]);
        story.Given(Rotate("s3", TimeSpan.FromDays(2), T0.AddDays(6)));
        Secrets(story).ShouldBe([("s3", null), ("s2", T0.AddDays(8)), ("s1", T0.AddDays(7))]);
        story.Given(Rotate("s4", TimeSpan.FromDays(7), T0.AddDays(7)));
        Secrets(story).Select(secret => secret.Sealed).ShouldBe(["s4", "s3", "s2"], "an expired one is dropped");
        story.Given(Rotate("s5", TimeSpan.Zero, T0.AddDays(7)));
        Secrets(story).ShouldBe([("s5", null)], "without overlap the new one is alone");
    }

    [Fact]
    public void Overlaps_and_numbers_of_secrets_are_bounded()
    {
        Enabled().When(Rotate("s2", TimeSpan.FromDays(7.01))).ShouldBeRefused(RejectionKind.Invalid, "overlap_out_of_range");
        Enabled().When(Rotate("s2", TimeSpan.FromSeconds(-1))).ShouldBeRefused(RejectionKind.Invalid, "overlap_out_of_range");
        var story = Enabled();
        for (var n = 2; n <= 10; n++)
        {
            story.Given(Rotate($"s{n}", TimeSpan.FromDays(1), T0.AddSeconds(n)));
        }

        story.When(Rotate("more", TimeSpan.FromDays(1))).ShouldBeRefused(RejectionKind.Conflict, "too_many_secrets");
        story.When(Rotate("more", TimeSpan.Zero)).ShouldBe("SecretRotated");
    }

    [Fact]
    public void Another_revision_than_was_seen_is_refused()
    {
        var story = Enabled();
        var seen = story.View.Find(One)!.Revision;
        story.Given(Publish(1), Publish(2));
        story.When(Update() with { Description = "a", Revision = seen }).ShouldBe("EndpointUpdated");
        story.When(Update() with { Description = "b", Revision = seen }).ShouldBeRefused(RejectionKind.PreconditionFailed, "version_mismatch");
    }

    [Fact]
    public void Deleted_it_takes_with_it_what_waits_for_it()
    {
        var story = Enabled();
        story.When(new FeedCommand.Delete(One, T0)).Effects.OfType<Effect.Drop>().Select(drop => drop.Kind)
            .ShouldBe(["webhook", "webhook-challenge", "webhook-replay"]);
        story.View.Endpoints.ShouldBeEmpty();
        story.When(new FeedCommand.Delete(One, T0)).ShouldBeRefused(RejectionKind.NotFound, "endpoint_not_found");
    }

    [Fact]
    public void An_account_has_so_many_and_no_more()
    {
        var story = Given();
        for (var n = 0; n < 20; n++)
        {
            story.Given(Create($"we_{n}"));
        }

        story.When(Create("we_more")).ShouldBeRefused(RejectionKind.Conflict, "too_many_endpoints");
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com/hook")]
    [InlineData("ftp://example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.com")]
    [InlineData("https://example.com/#part")]
    [InlineData("https://example.com/a b")]
    [InlineData("https://")]
    [Requirement("DP-34")]
    public void A_url_that_cannot_take_pushes_is_refused(string url) =>
        Given().When(Create() with { Url = url }).Rejection.ShouldNotBeNull().Pointer.ShouldBe("/url");

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://127.0.0.1:9000/hook?x=1")]
    public void Other_urls_are_taken(string url) => Given().When(Create() with { Url = url }).ShouldBe("Opened", "EndpointCreated");

    [Fact]
    public void Every_fault_is_named()
    {
        var rejection = Given().When(Create() with { Events = ["order.shipped"], PerSecond = -1, Description = new string('a', 501) }).Rejection.ShouldNotBeNull();
        rejection.Errors.Select(error => error.Pointer).ShouldBe(["/description", "/max_per_second", "/events/0"]);
        Given().When(Create() with { Events = [] }).ShouldBeRefused(RejectionKind.Invalid, "required");
    }

    private static FeedCommand.Rotate Rotate(string secret, TimeSpan overlap, DateTimeOffset? at = null) => new(One, secret, overlap, at ?? T0);

    private static IEnumerable<(string Sealed, DateTimeOffset? Until)> Secrets(Story<Feed, FeedCommand, FeedEvent, FeedView> story) =>
        story.View.Find(One)!.Secrets.Select(secret => (secret.Sealed, secret.Until));
}
