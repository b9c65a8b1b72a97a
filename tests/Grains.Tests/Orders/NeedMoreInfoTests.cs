using Actors.Products;
using Actors.Tests;
using static Actors.Orders.Tests.OrderStory;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>Rows 6, 8–10: the user is asked for more.</summary>
public sealed class NeedMoreInfoTests
{
    [Fact]
    [Requirement("MM-32")]
    public void Asking_names_the_fields_and_stops_the_clock()
    {
        var story = Given(Place());
        var outcome = story.When(Ask(10, " birthday ", "apointment", "birthday"));

        outcome.ShouldBe("InfoAsked");
        story.View.Status.ShouldBe(OrderStatus.NeedMoreInfo);
        story.View.RequiredFields.ShouldBe(["birthday", "apointment"]);
        story.View.AnswerBy.ShouldBeNull();
        outcome.Effects.ShouldContain(new Effect.Forget("deadline"));
        outcome.Effects.ShouldNotContain(effect => effect is Effect.Remind);
        var (send, body) = outcome.Push(Marketplace);
        send.Topic.ShouldBe("order.need_more_info");
        body.Text("data", "output", "required_fields").ShouldBe("birthday,apointment");
    }

    [Fact]
    [Requirement("MM-32")]
    public void Asking_for_nothing_is_refused()
    {
        foreach (string[] names in new string[][] { [], [""], ["a", " "], ["a,b"] })
        {
            Given(Place()).When(new OrderCommand.Answer(new OrderAnswer.NeedsInfo(names, null), "api", "key:a", At(1)))
                .Rejection.ShouldNotBeNull().Pointer.ShouldBe("/output/required_fields");
        }

        Given(Place()).When(Ask(1, [.. Enumerable.Range(0, 51).Select(i => $"f{i}")])).ShouldBeRefused(RejectionKind.Invalid, "too_many");
        Given(Place()).When(Ask(1, [.. Enumerable.Range(0, 50).Select(i => $"f{i}")])).ShouldBe("InfoAsked");
    }

    [Fact]
    [Requirement("MM-33")]
    public void Supplying_starts_a_new_attempt_with_new_60_seconds_and_pushes_again()
    {
        var story = Given(Place(), Ask(10));
        var outcome = story.When(Supply(100));

        outcome.ShouldBe("InfoSupplied");
        var view = story.View;
        (view.Status, view.Attempt, view.Deadline).ShouldBe((OrderStatus.Pending, 2, At(160)));
        view.Input.ShouldBe(Map(("postcode", "N1 9GU"), ("birthday", "1990-01-01")));
        view.EarlierInputs.ShouldHaveSingleItem().ShouldBe(Map(("postcode", "N1 9GU")));
        outcome.Single<Effect.Remind>().ShouldBe(new Effect.Remind("deadline", At(160)));
        var (send, body) = outcome.Push(Provider);
        (send.Topic, send.Deadline).ShouldBe(("order.updated", At(160)));
        body.Text("data", "input", "birthday").ShouldBe("1990-01-01");
        body.Text("data", "attempt").ShouldBe("2");
    }

    [Fact]
    [Requirement("MM-33")]
    public void All_that_was_asked_for_must_be_supplied()
    {
        var story = Given(Place(), Ask(10, "birthday", "a/b"));
        var refused = story.When(new OrderCommand.SupplyInfo(Map(("birthday", " ")), null, true, At(20)))
            .ShouldBeRefused(RejectionKind.Invalid, "validation_failed");
        refused.Errors.Select(error => error.Pointer).ShouldBe(["/fields/birthday", "/fields/a~1b"]);
    }

    [Fact]
    [Requirement("MM-33")]
    public void Only_what_was_asked_for_may_be_supplied()
    {
        var story = Given(Place(), Ask(10, "birthday", "access"));
        var refused = story.When(Supply(20) with { Fields = Map(("birthday", "1990-01-01"), ("access", "key box"), ("postcode", "")) })
            .ShouldBeRefused(RejectionKind.Invalid, "not_asked");
        refused.Pointer.ShouldBe("/fields/postcode");
        refused.Detail.ShouldContain("birthday, access");
        story.View.Input["postcode"].ShouldBe("N1 9GU");
    }

    [Theory]
    [Requirement("MM-33")]
    [InlineData("1990-01-01", null)]
    [InlineData("soon", "invalid_value")]
    [InlineData(" ", "required")]
    public void What_is_supplied_for_a_field_of_the_product_must_fit_it(string value, string? code)
    {
        var offer = Offer(Field("birthday", FieldType.Date), Field("postcode", required: true));
        var outcome = Given(Place(offer), Ask(10)).When(Supply(20) with { Fields = Map(("birthday", value)), Schema = offer.CurrentSchema });
        if (code is null)
        {
            outcome.ShouldBe("InfoSupplied");
        }
        else
        {
            outcome.ShouldBeRefused(RejectionKind.Invalid, code).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/fields/birthday");
        }
    }

    [Fact]
    [Requirement("MM-33")]
    public void Supplying_when_nothing_is_asked_is_refused_but_sending_it_twice_is_not()
    {
        Given(Place()).When(Supply(5)).ShouldBeRefused(RejectionKind.Conflict, "order_not_asking");
        Given(Place(), Ask(10), Supply(20)).When(Supply(21)).ShouldBe();
    }

    [Fact]
    public void Supplied_without_an_endpoint_it_is_manual_at_once()
    {
        var story = Given(Place(), Ask(10));
        var outcome = story.When(Supply(20, listens: false));
        outcome.ShouldBe("InfoSupplied", "WentManual");
        outcome.Push(Provider).Data.Text("data", "queue").ShouldBe("manual", "for those who pull");
        outcome.Effects.ShouldHaveSingleItem("and no deadline");
        story.View.ManualReason.ShouldBe("no_endpoint");
    }

    [Fact]
    public void The_provider_may_answer_without_waiting_for_the_user()
    {
        Given(Place(), Ask(10)).When(Succeed(20)).ShouldBe("Succeeded");
        Given(Place(), Ask(10)).When(Fail(20)).ShouldBe("Failed");
        Given(Place(), Ask(10)).When(Ask(20, "other")).ShouldBe("InfoAsked");
        Given(Place(), Ask(10)).When(Ask(20)).ShouldBe();
    }

    [Fact]
    public void An_answer_by_is_reminded_and_forgotten_again()
    {
        var story = Given(Place());
        story.When(AskWithin(10, 3600)).Single<Effect.Remind>().ShouldBe(new Effect.Remind("answer-by", At(3610)));
        story.View.AnswerBy.ShouldBe(At(3610));
        story.When(Supply(20)).Effects.ShouldContain(new Effect.Forget("answer-by"));
        Given(Place(), AskWithin(10, 3600)).When(Succeed(20)).Effects.ShouldContain(new Effect.Forget("answer-by"));
        Given(Place(), AskWithin(10, 3600)).When(Ask(20)).Effects.ShouldContain(new Effect.Forget("answer-by"));
    }

    [Fact]
    public void When_the_answer_by_passes_the_order_fails()
    {
        var story = Given(Place(), AskWithin(10, 90));
        story.When(new OrderCommand.ReachAnswerBy(At(100), At(107))).ShouldBe("Failed");
        (story.View.Status, story.View.ErrorCode, story.View.Via, story.View.Answered).ShouldBe((OrderStatus.Failed, "info_timeout", null, At(100)));
    }

    [Fact]
    public void An_answer_by_counts_by_the_clock_even_before_its_reminder()
    {
        Given(Place(), AskWithin(10, 90)).When(Supply(99)).ShouldBe("InfoSupplied");
        Given(Place(), AskWithin(10, 90)).When(Supply(100)).ShouldBeRefused(RejectionKind.Conflict, "order_final");
        Given(Place(), AskWithin(10, 90)).When(Succeed(100)).ShouldBeRefused(RejectionKind.Conflict, "order_final");
    }

    [Fact]
    public void A_wake_up_that_is_out_of_date_changes_nothing()
    {
        Given(Place(), AskWithin(10, 90), AskWithin(20, 900)).When(new OrderCommand.ReachAnswerBy(At(100), At(100))).ShouldBe();
        Given(Place(), AskWithin(10, 90), Supply(20)).When(new OrderCommand.ReachAnswerBy(At(100), At(70))).ShouldBe();
        Given(Place(), Ask(10), Supply(50)).When(ReachDeadline()).ShouldBe();
        Given(Place(), Succeed(10)).When(ReachDeadline()).ShouldBe();
    }

    [Fact]
    public void A_user_is_asked_only_so_often()
    {
        var story = Given(Place());
        for (var attempt = 1; attempt < 20; attempt++)
        {
            story.Given(Ask(attempt * 10), new OrderCommand.SupplyInfo(Map(("birthday", $"{attempt}")), null, true, At((attempt * 10) + 1)));
        }

        story.When(Ask(500)).ShouldBeRefused(RejectionKind.Conflict, "too_many_attempts");
        story.When(Succeed(500)).Rejection.ShouldBeNull();
    }

    [Fact]
    public void The_input_has_an_upper_limit_over_all_attempts()
    {
        var story = Given(Place(), Ask(1, Names("a")), new OrderCommand.SupplyInfo(Names("a").ToDictionary(n => n, _ => "v"), null, true, At(2)));
        story.When(Ask(3, Names("b"))).ShouldBeRefused(RejectionKind.Invalid, "too_many");

        static string[] Names(string prefix) => [.. Enumerable.Range(0, 50).Select(i => prefix + i)];
    }
}
