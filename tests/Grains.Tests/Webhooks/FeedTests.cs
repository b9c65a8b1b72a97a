using System.Text.Json;
using Actors.Tests;
using static Actors.Webhooks.Tests.FeedStory;

namespace Actors.Webhooks.Tests;

/// <summary>Events: numbered, logged and pushed to those that take them.</summary>
public sealed class FeedTests
{
    [Fact]
    [Requirement("MM-26"), Requirement("MM-27")]
    public void An_event_is_logged_and_pushed_in_one_turn_under_one_sequence()
    {
        var story = Enabled();
        var first = story.When(Publish(1));
        var second = story.When(Publish(2));

        first.ShouldBe("Published");
        var log = first.Single<Effect.Log>();
        (log.Sequence, log.Id, log.Type, log.Subject, log.Body).ShouldBe((1, "evt_1", "order.created", "po_1", Item().Body));
        var send = first.Single<Effect.Send>();
        (send.Kind, send.Destination, send.Subject, send.MessageId, send.Topic, send.Deadline)
            .ShouldBe(("webhook", "acc_a.sandbox/" + One, "po_1", "evt_1", "order.created", T0.AddSeconds(60)));
        second.Single<Effect.Log>().Sequence.ShouldBe(2);
        JsonSerializer.Deserialize(second.Single<Effect.Send>().Context, PushContextJson.Default.PushContext)!.Sequence.ShouldBe(2);
        story.View.Sequence.ShouldBe(2);
    }

    [Fact]
    [Requirement("MM-27")]
    public void Without_an_endpoint_an_event_is_logged_for_those_who_pull()
    {
        var outcome = Given().When(Publish());
        outcome.ShouldBe("Opened", "Published");
        outcome.Effects.ShouldHaveSingleItem().ShouldBeOfType<Effect.Log>();
    }

    [Theory]
    [InlineData("order.created", true, "order.created")]
    [InlineData("order.created", true, "order.*")]
    [InlineData("order.created", true, "*")]
    [InlineData("order.created", true, "endpoint.*", "order.created")]
    [InlineData("order.created", false, "order.failed")]
    [InlineData("order.created", false, "endpoint.*")]
    public void A_filter_names_types_or_families(string type, bool taken, params string[] filter)
    {
        var story = Enabled(One, filter);
        story.View.Listens(type).ShouldBe(taken);
        story.When(Publish(1, type)).Pushes().ShouldBe(taken ? [(One, "evt_1")] : []);
    }

    [Fact]
    [Requirement("MM-19")]
    public void Several_endpoints_get_an_event_each_in_its_own_version()
    {
        var published = Enabled().Given(Create(Two) with { ApiVersion = "2026-11-22" }, Proven(Two)).When(Publish(1, "order.succeeded"));
        published.Pushes().ShouldBe([(One, "evt_1"), (Two, "evt_1")]);
        (published.VersionFor(One), published.VersionFor(Two)).ShouldBe(("2026-06-01", "2026-11-22"));
    }

    [Fact]
    [Requirement("MM-19")]
    public void Another_version_counts_from_the_next_event_on_and_what_was_logged_keeps_its_own()
    {
        var story = Enabled().Given(Publish(1), Update() with { ApiVersion = "2026-11-22" }, Publish(2), Update() with { ApiVersion = "2027-01-15" });
        story.When(Publish(3)).VersionFor().ShouldBe("2027-01-15");
        Again(1).ShouldBe("2026-06-01");
        Again(2).ShouldBe("2026-11-22");
        story.When(new FeedCommand.SendTest(One, "evt_test", T0)).VersionFor().ShouldBe("2027-01-15");

        story.When(new FeedCommand.Repeat(Logged(1))).VersionFor().ShouldBe("2026-06-01");

        string Again(int n) => story.When(new FeedCommand.Resend(One, [Logged(n)], T0)).VersionFor();
    }

    [Fact]
    public void Notes_on_an_endpoint_are_set_and_taken_away_key_by_key()
    {
        var story = Given(Create() with { Metadata = new Dictionary<string, string> { ["team"] = "a", ["desk"] = "1" } });
        story.Given(Update() with { Metadata = new Dictionary<string, string> { ["team"] = "b", ["desk"] = "" } });
        story.View.Find(One)!.Metadata.ShouldBe(new Dictionary<string, string> { ["team"] = "b" });
        story.When(Update() with { Metadata = new Dictionary<string, string> { ["team"] = "b" } }).ShouldBe();
        story.When(Update() with { Metadata = new Dictionary<string, string> { ["[x]"] = "b" } }).ShouldBeRefused(RejectionKind.Invalid, "invalid_name");
    }

    [Fact]
    public void A_change_counts_from_one_event_on()
    {
        var story = Enabled();
        story.When(Publish(1)).Pushes().ShouldBe([(One, "evt_1")]);
        story.Given(Update() with { Events = ["order.failed"] });
        story.When(Publish(2)).Pushes().ShouldBeEmpty();
        story.Given(Update() with { Events = ["*"] });
        story.When(Publish(3)).Pushes().ShouldBe([(One, "evt_3")]);
    }

    [Fact]
    public void Withdrawing_ends_what_is_pending_for_all_endpoints()
    {
        var outcome = Enabled().Given(Publish()).When(new FeedCommand.Withdraw("evt_1", "po_1"));
        outcome.Single<Effect.Recall>().ShouldBe(new Effect.Recall("po_1", "evt_1") { Logged = true });
    }

    [Fact]
    public void Repeating_pushes_the_same_id_and_logs_nothing()
    {
        var story = Enabled().Given(Publish());
        var outcome = story.When(new FeedCommand.Repeat(Item()));
        outcome.Effects[0].ShouldBe(new Effect.Recall("po_1", "evt_1"));
        outcome.Pushes().ShouldBe([(One, "evt_1")]);
        outcome.Effects.ShouldNotContain(effect => effect is Effect.Log);
        story.View.Sequence.ShouldBe(1);
    }

    [Fact]
    [Requirement("UE-24")]
    public void Resending_goes_to_one_endpoint_and_makes_room_in_its_lane()
    {
        var story = Enabled().Given(Create(Two), Proven(Two), Publish());
        var outcome = story.When(new FeedCommand.Resend(Two, [Logged(1)], T0));
        outcome.Single<Effect.Recall>().ShouldBe(new Effect.Recall("po_1", "evt_1") { Destination = "acc_a.sandbox/" + Two });
        outcome.Pushes().ShouldBe([(Two, "evt_1")]);
    }

    [Fact]
    public void A_test_is_marked_as_one_and_goes_to_its_endpoint_alone()
    {
        var story = Enabled(One, "order.failed").Given(Create(Two), Proven(Two));
        var outcome = story.When(new FeedCommand.SendTest(One, "evt_test", T0));
        outcome.Pushes().ShouldBe([(One, "evt_test")]);
        var send = outcome.Single<Effect.Send>();
        send.Topic.ShouldBe("endpoint.test");
        JsonElement.Parse(send.Body).GetProperty("data").GetProperty("test").GetBoolean().ShouldBeTrue();
        Given(Create()).When(new FeedCommand.SendTest(One, "evt_test", T0)).ShouldBeRefused(RejectionKind.Conflict, "endpoint_not_enabled");
    }
}
