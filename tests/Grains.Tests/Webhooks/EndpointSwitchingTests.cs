using Actors.Tests;
using static Actors.Webhooks.Tests.FeedStory;

namespace Actors.Webhooks.Tests;

/// <summary>Endpoints off and on, by their owner or by their own failures: nothing is lost.</summary>
public sealed class EndpointSwitchingTests
{
    [Fact]
    public void What_it_missed_is_sent_in_order_before_what_comes()
    {
        var story = Enabled().Given(Publish(1));
        story.When(new FeedCommand.Disable(One, "Maintenance", T0)).Single<Effect.Pace>()
            .ShouldBe(new Effect.Pace("webhook", "acc_a.sandbox/" + One, true));
        (story.View.Find(One)!.Status, story.View.Find(One)!.Reason, story.View.Find(One)!.MissedFrom).ShouldBe(("disabled", "Maintenance", 2));
        story.When(Publish(2)).Pushes().ShouldBeEmpty();
        story.When(Publish(3)).Pushes().ShouldBeEmpty();

        var enabled = story.When(new FeedCommand.Enable(One, T0));
        enabled.ShouldBe("CatchUpStarted");
        enabled.Single<Effect.Pace>().Paused.ShouldBeFalse();
        (enabled.Single<Effect.Send>().Kind, enabled.Single<Effect.Send>().Body).ShouldBe(("webhook-replay", "2"));
        story.When(Publish(4)).Pushes().ShouldBeEmpty("it waits behind what was missed");

        var piece = story.When(new FeedCommand.Replay(One, 2, 3, [Logged(2), Logged(3)], T0));
        piece.Pushes().ShouldBe([(One, "evt_2"), (One, "evt_3")]);
        piece.ShouldBe("Replayed");
        var last = story.When(new FeedCommand.Replay(One, 4, 4, [Logged(4)], T0));
        last.Pushes().ShouldBe([(One, "evt_4")]);
        last.ShouldBe("Replayed", "EndpointEnabled");
        story.When(Publish(5)).Pushes().ShouldBe([(One, "evt_5")]);
    }

    [Fact]
    public void A_piece_that_is_read_twice_is_sent_once()
    {
        var story = Enabled().Given(new FeedCommand.Disable(One, "", T0), Publish(1), Publish(2), new FeedCommand.Enable(One, T0));
        story.When(new FeedCommand.Replay(One, 1, 1, [Logged(1)], T0)).Pushes().ShouldBe([(One, "evt_1")]);
        story.When(new FeedCommand.Replay(One, 1, 1, [Logged(1)], T0)).ShouldBe();
    }

    [Fact]
    public void It_missed_only_what_it_takes()
    {
        var story = Enabled(One, "order.failed").Given(new FeedCommand.Disable(One, "", T0), Publish(1), Publish(2, "order.failed"), new FeedCommand.Enable(One, T0));
        story.When(new FeedCommand.Replay(One, 1, 2, [Logged(1), Logged(2, "order.failed")], T0)).Pushes().ShouldBe([(One, "evt_2")]);
    }

    [Fact]
    [Requirement("MM-19")]
    public void What_it_missed_is_sent_by_the_filter_that_counted_when_it_was_logged()
    {
        var story = Enabled(One, "order.created").Given(
            new FeedCommand.Disable(One, "", T0), Publish(1), Publish(2, "order.failed"),
            Update() with { Events = ["order.failed"] }, Publish(3), Publish(4, "order.failed"), Update() with { Events = ["*"] },
            new FeedCommand.Enable(One, T0), Publish(5));
        FeedItem[] logged = [Logged(1), Logged(2, "order.failed"), Logged(3), Logged(4, "order.failed"), Logged(5)];
        story.When(new FeedCommand.Replay(One, 1, 5, logged, T0)).Pushes().ShouldBe([(One, "evt_1"), (One, "evt_4"), (One, "evt_5")]);

        // Once it has all of it the old filters are forgotten: what it misses the next time is not theirs.
        story.Given(new FeedCommand.Disable(One, "", T0), Publish(6, "order.succeeded"), new FeedCommand.Enable(One, T0));
        story.When(new FeedCommand.Replay(One, 6, 6, [Logged(6, "order.succeeded")], T0)).Pushes().ShouldBe([(One, "evt_6")]);
    }

    [Fact]
    public void Having_missed_nothing_it_is_enabled_at_once() =>
        Enabled().Given(new FeedCommand.Disable(One, "", T0)).When(new FeedCommand.Enable(One, T0)).ShouldBe("EndpointEnabled");

    [Fact]
    public void Failing_and_recovering_are_events_for_the_owners_other_endpoints()
    {
        var story = Enabled().Given(Create(Two), Proven(Two));
        var failing = story.When(Health(DestinationState.Failing));
        failing.ShouldBe("EndpointFailing", "Published");
        failing.Pushes().ShouldBe([(Two, "evt_01jd0000000000000000000001_1")]);
        failing.Single<Effect.Log>().Type.ShouldBe("endpoint.failing");
        story.When(Health(DestinationState.Failing)).ShouldBe();
        story.When(Health(DestinationState.Well, "delivered")).ShouldBe("EndpointRecovered", "Published");
        story.View.Find(One)!.Failing.ShouldBeNull();
    }

    [Fact]
    public void Given_up_it_is_disabled_and_its_owner_is_told_what_it_missed()
    {
        var story = Enabled().Given(Publish(1));
        var stopped = story.When(Health(DestinationState.Stopped, "gone"));
        stopped.ShouldBe("EndpointDisabled", "Published");
        stopped.Single<Effect.Log>().Body.ShouldContain("410");
        (story.View.Find(One)!.Status, story.View.Find(One)!.MissedFrom).ShouldBe(("disabled", 2));
        story.When(new FeedCommand.Enable(One, T0)).ShouldBe("CatchUpStarted");
    }
}
