using Actors.Tests;
using static Actors.Orders.Tests.OrderStory;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>Rows 4, 11, 12: the 60 seconds, the manual queue, redelivery.</summary>
public sealed class QueueTests
{
    [Fact]
    [Requirement("MM-36"), Requirement("MM-37")]
    public void After_60_seconds_it_is_in_the_manual_queue_and_still_pending()
    {
        var story = Given(Place());
        story.When(ReachDeadline(61)).ShouldBe("WentManual");
        (story.View.Status, story.View.Manual, story.View.ManualReason).ShouldBe((OrderStatus.Pending, true, "deadline"));
        story.Index.Status.ShouldBe("Manual");
        story.When(ReachDeadline(62)).ShouldBe();
    }

    [Fact]
    public void An_early_wake_up_changes_nothing() => Given(Place()).When(ReachDeadline(59)).ShouldBe();

    [Fact]
    [Requirement("MM-36")]
    public void One_person_claims_it_and_puts_it_back()
    {
        var story = Given(Place(), ReachDeadline());
        story.When(new OrderCommand.Claim(One, At(70))).ShouldBe("Claimed");
        (story.View.ClaimedBy, story.View.ClaimedAt).ShouldBe((One, At(70)));
        story.When(new OrderCommand.Claim(One, At(71))).ShouldBe();
        story.When(new OrderCommand.Claim(Two, At(71))).ShouldBeRefused(RejectionKind.Conflict, "order_claimed").Detail.ShouldContain(One);
        story.When(new OrderCommand.Release(Two, At(72))).ShouldBeRefused(RejectionKind.Conflict, "order_claimed");
        story.When(new OrderCommand.Release(One, At(73))).ShouldBe("Released");
        story.When(new OrderCommand.Release(One, At(74))).ShouldBe();
        story.When(new OrderCommand.Claim(Two, At(75))).ShouldBe("Claimed");
    }

    [Fact]
    public void It_can_be_claimed_from_the_deadline_on_whatever_the_reminder_did()
    {
        var refused = Given(Place()).When(new OrderCommand.Claim(One, At(59))).ShouldBeRefused(RejectionKind.Conflict, "order_processing");
        refused.Detail.ShouldContain("2026-11-22T09:31:00.000Z");
        Given(Place()).When(new OrderCommand.Claim(One, At(60))).ShouldBe("WentManual", "Claimed");
    }

    [Fact]
    [Requirement("MM-42")]
    public void Pushing_once_more_sends_the_same_id_and_the_same_bytes()
    {
        var story = Given();
        var first = story.When(Place()).Push(Provider).Send;
        story.Given(ReachDeadline(), new OrderCommand.Claim(One, At(70)));
        var outcome = story.When(new OrderCommand.Redeliver(true, At(80)));

        outcome.ShouldBe("Redelivered");
        outcome.Pushes().ShouldBe([first with { Deadline = null }]);
        outcome.Single<Effect.Tell>().Command.ShouldBeOfType<Actors.Webhooks.FeedCommand.Repeat>();
        story.View.Sequence.ShouldBe(1);
    }

    [Fact]
    public void Within_the_60_seconds_a_push_keeps_its_deadline()
    {
        var story = Given();
        var first = story.When(Place()).Push(Provider).Send;
        story.When(new OrderCommand.Redeliver(true, At(20))).Push(Provider).Send.ShouldBe(first);
    }

    [Fact]
    [Requirement("MM-36")]
    public void A_redelivery_keeps_the_place_that_its_event_has_in_the_log()
    {
        var story = Given(Place());
        Redeliver("evt_01jd0000000000000000000000_1", 7).ShouldBe(7);
        Redeliver("evt_of_another_push", 7).ShouldBe(0);
        Redeliver(null, 0).ShouldBe(0);

        long Redeliver(string? id, long sequence) =>
            ((Actors.Webhooks.FeedCommand.Repeat)story.When(new OrderCommand.Redeliver(true, At(20)) { EventId = id, Sequence = sequence })
                .Single<Effect.Tell>().Command).Item.Sequence;
    }

    [Fact]
    public void After_the_user_supplied_more_the_update_is_pushed_once_more()
    {
        var story = Given(Place(), Ask(10));
        var update = story.When(Supply(20)).Push(Provider).Send;
        story.When(new OrderCommand.Redeliver(true, At(30))).Push(Provider).Send.ShouldBe(update);
    }

    [Fact]
    public void An_order_placed_without_an_endpoint_is_pushed_with_the_same_id_when_there_is_one()
    {
        var story = Given();
        var logged = story.When(Place() with { ProviderListens = false }).Push(Provider).Send;
        var first = story.When(new OrderCommand.Redeliver(true, At(30)));
        var (send, body) = first.Push(Provider);
        (send.Topic, send.MessageId).ShouldBe(("order.created", "evt_01jd0000000000000000000000_1"));
        body.Text("data", "queue").ShouldBe("manual");
        send.ShouldBe(logged with { Deadline = null });
        story.When(new OrderCommand.Redeliver(true, At(300))).Push(Provider).Send.ShouldBe(send);
        story.View.Sequence.ShouldBe(1);
    }

    [Fact]
    public void Without_an_endpoint_nothing_can_be_pushed() =>
        Given(Place()).When(new OrderCommand.Redeliver(false, At(10))).ShouldBeRefused(RejectionKind.Conflict, "endpoint_missing");

    [Fact]
    public void Reminders_wake_the_order_with_their_own_due_time()
    {
        var model = new OrderModel();
        model.Wake(new DueReminder("deadline", Deadline, At(61), "")).ShouldBe(new OrderCommand.ReachDeadline(Deadline, At(61)));
        model.Wake(new DueReminder("answer-by", Deadline, At(61), "")).ShouldBe(new OrderCommand.ReachAnswerBy(Deadline, At(61)));
        model.Wake(new DueReminder("other", Deadline, At(61), "")).ShouldBeNull();
    }
}
