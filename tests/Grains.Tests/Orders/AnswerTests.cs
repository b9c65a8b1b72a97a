using Actors.Tests;
using static Actors.Orders.Tests.OrderStory;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>Rows 5–7, 9, 13, 14: the provider's answers.</summary>
public sealed class AnswerTests
{
    [Fact]
    [Requirement("MM-31"), Requirement("MM-35")]
    public void Success_is_final_and_ends_reminder_and_push_and_tells_the_marketplace()
    {
        var story = Given(Place());
        var outcome = story.When(Succeed(10));

        outcome.ShouldBe("Succeeded");
        (story.View.Status, story.View.Via, story.View.Answered).ShouldBe((OrderStatus.Successful, "api", At(10)));
        story.View.Output["result"].ShouldBe("done");
        outcome.Single<Effect.Forget>().ShouldBe(new Effect.Forget("deadline"));
        outcome.Single<Effect.Recall>().ShouldBe(new Effect.Recall(OrderId, "evt_01jd0000000000000000000000_1") { Logged = true });
        outcome.Withdrawn().ShouldBe("evt_01jd0000000000000000000000_1", "also when its feed has not published it yet");
        var (send, body) = outcome.Push(Marketplace);
        (send.Topic, send.MessageId, send.Deadline).ShouldBe(("order.succeeded", "evt_01jd0000000000000000000000_2", null));
        body.Text("data", "status").ShouldBe("Successful");
        body.Text("data", "output", "result").ShouldBe("done");
    }

    [Fact]
    [Requirement("MM-34"), Requirement("MM-43")]
    public void Failure_keeps_its_error_as_it_was_given()
    {
        const string Error = "<b>PBX</b> Over capacity & \"full\"";
        var story = Given(Place());
        var outcome = story.When(Fail(10, Error));

        outcome.ShouldBe("Failed");
        (story.View.Status, story.View.Error, story.View.ErrorCode).ShouldBe((OrderStatus.Failed, Error, null));
        var (send, body) = outcome.Push(Marketplace);
        body.Text("data", "output", "error").ShouldBe(Error);
        send.Body.ShouldNotContain("<b>", customMessage: "a payload that lands in a page does no harm");
    }

    [Fact]
    [Requirement("MM-34")]
    public void Failure_needs_an_error()
    {
        Given(Place()).When(Fail(10, " ")).ShouldBeRefused(RejectionKind.Invalid, "required").Pointer.ShouldBe("/output/error");
        Given(Place()).When(Fail(10, new string('x', 2001))).ShouldBeRefused(RejectionKind.Invalid, "too_long");
        Given(Place()).When(Fail(10, new string('x', 2000))).ShouldBe("Failed");
    }

    [Fact]
    [Requirement("MM-31")]
    public void Output_has_limits()
    {
        Answer(Map(("k", new string('v', 5001)))).ShouldBeRefused(RejectionKind.Invalid, "too_long").Pointer.ShouldBe("/output/k");
        Answer(Enumerable.Range(0, 51).ToDictionary(i => $"k{i}", _ => "v")).ShouldBeRefused(RejectionKind.Invalid, "too_many");
        Answer(Map(("k", new string('v', 5000)))).ShouldBe("Succeeded");
        Answer(Map()).ShouldBe("Succeeded");

        static Outcome<OrderEvent> Answer(Dictionary<string, string> output) =>
            Given(Place()).When(new OrderCommand.Answer(new OrderAnswer.Succeeded(output), "api", "key:a", At(1)));
    }

    [Fact]
    [Requirement("MM-38"), Requirement("MM-37")]
    public void A_late_answer_counts_whether_or_not_the_reminder_came()
    {
        Given(Place()).When(Succeed(600)).ShouldBe("WentManual", "Succeeded");
        Given(Place(), ReachDeadline()).When(Succeed(600)).ShouldBe("Succeeded");
        Given(Place(), ReachDeadline()).View.Status.ShouldBe(OrderStatus.Pending);
    }

    [Fact]
    [Requirement("MM-39")]
    public void The_same_answer_again_changes_nothing_and_another_one_is_refused()
    {
        var done = Given(Place(), Succeed(10));
        done.When(Succeed(20)).ShouldBe();
        done.When(Succeed(20, "other")).ShouldBeRefused(RejectionKind.Conflict, "order_final");
        done.When(Fail(20)).ShouldBeRefused(RejectionKind.Conflict, "order_final");
        done.When(Ask(20)).ShouldBeRefused(RejectionKind.Conflict, "order_final");

        var failed = Given(Place(), Fail(10));
        failed.When(Fail(20)).ShouldBe();
        failed.When(Fail(20, "other")).ShouldBeRefused(RejectionKind.Conflict, "order_final");
        failed.When(Succeed(20)).ShouldBeRefused(RejectionKind.Conflict, "order_final");
    }

    [Fact]
    [Requirement("MM-36")]
    public void A_person_can_answer_by_hand()
    {
        var story = Given(Place(), ReachDeadline(), Succeed(120, via: "manual", by: One));
        (story.View.Status, story.View.Via).ShouldBe((OrderStatus.Successful, "manual"));
    }

    [Fact]
    public void While_one_person_works_on_it_another_cannot_answer_by_hand_but_the_system_can()
    {
        var story = Given(Place(), ReachDeadline(), new OrderCommand.Claim(One, At(70)));
        story.When(Succeed(80, via: "manual", by: Two)).ShouldBeRefused(RejectionKind.Conflict, "order_claimed").Detail.ShouldContain(One);
        story.When(Succeed(80)).ShouldBe("Succeeded");
        Given(Place(), ReachDeadline(), new OrderCommand.Claim(One, At(70))).When(Succeed(80, via: "manual", by: One)).ShouldBe("Succeeded");
    }

    [Fact]
    [Requirement("MM-27")]
    public void A_marketplaces_feed_lives_by_its_own_clock()
    {
        Given(Place()).When(Succeed(1)).Push(Marketplace).Send.Clock.ShouldBe(Marketplace);
        Given(Place() with { Environment = DataEnvironment.Production, Offer = Offer() with { Environment = DataEnvironment.Production } })
            .When(Succeed(1)).Pushes().ShouldAllBe(push => push.Clock == null);
    }
}
