using Actors.Tests;
using Actors.Webhooks;
using static Actors.Recoveries.Tests.RecoveryStory;

namespace Actors.Recoveries.Tests;

/// <summary>A time range is pushed once more: counted first, piece by piece, each event once.</summary>
[Requirement("MM-26")]
public sealed class RecoveryTests
{
    [Fact]
    public void It_counts_and_then_pushes_from_the_beginning()
    {
        var story = Given();
        var started = story.When(Start());
        (started.Single<Effect.Send>().Kind, started.Single<Effect.Send>().Body).ShouldBe(("webhook-recovery", "0"));
        (story.View.Status, story.View.Total).ShouldBe(("counting", null));

        story.When(Count(end: false)).Single<Effect.Send>().Body.ShouldBe("9");
        story.When(new RecoveryCommand.Count(9, 12, 1, true, T0)).Single<Effect.Send>().Body.ShouldBe("0");
        (story.View.Status, story.View.Total, story.View.Position).ShouldBe(("running", 4, 0));

        var piece = story.When(Push(events: [1, 2]));
        var told = piece.Single<Effect.Tell>();
        told.Target.ShouldBe(new GrainId("feed", "acc_a.sandbox"));
        told.Command.ShouldBeOfType<FeedCommand.Recover>().Items.Select(item => item.Id).ShouldBe(["evt_1", "evt_2"]);
        (story.View.Done, story.View.Position).ShouldBe((2, 5));

        story.When(Push(after: 5, through: 12, end: true, 6, 9));
        (story.View.Status, story.View.Done, story.View.Ended).ShouldBe(("done", 4, T0));
    }

    [Fact]
    public void A_piece_that_is_read_twice_is_pushed_once()
    {
        var story = Given(Start(), Count(), Push(events: [1, 2]));
        story.When(Push(events: [1, 2])).ShouldBe();
    }

    [Fact]
    public void Between_two_pieces_it_waits_as_long_as_its_rate_says()
    {
        var story = Given(Start(), Count());
        story.When(Push(events: [1, 2, 3, 4, 5])).Single<Effect.Remind>().Due.ShouldBe(T0.AddSeconds(0.5));
        story.When(new RecoveryCommand.Proceed(T0)).Single<Effect.Send>().Body.ShouldBe("5");
        story.When(Push(after: 5, through: 7)).Single<Effect.Send>().Body.ShouldBe("7", "a piece without events costs the endpoint nothing");
    }

    [Fact]
    public void Paused_it_asks_for_nothing_and_resumed_it_goes_on_where_it_stopped()
    {
        var story = Given(Start(), Count(), Push(events: [1]));
        var paused = story.When(new RecoveryCommand.Pause(T0));
        (paused.Single<Effect.Recall>().MessageId, paused.Single<Effect.Forget>().Name).ShouldBe(("rec_1_run_5", "next"));
        story.When(Push(after: 5, events: [6])).ShouldBe();
        story.When(new RecoveryCommand.Resume(T0)).Single<Effect.Send>().Body.ShouldBe("5");
    }

    [Fact]
    public void A_dry_run_ends_with_the_count()
    {
        var story = Given(Start() with { DryRun = true });
        story.When(Count()).Effects.ShouldBeEmpty();
        (story.View.Status, story.View.Total, story.View.Done).ShouldBe(("done", 3, 0));
    }

    [Fact]
    public void What_is_wrong_with_it_is_said_all_at_once() =>
        Given().When(Start() with { From = T0, Which = "lost", PerSecond = 0, Types = ["order.shipped"] })
            .ShouldBeRefused(RejectionKind.Invalid, "validation_failed").Errors.Select(error => error.Pointer)
            .ShouldBe(["/from", "/which", "/per_second", "/types/0"]);
}
