using System.Text.Json;
using Actors.Tests;
using FsCheck;
using FsCheck.Fluent;
using static Actors.Orders.Tests.OrderRun;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>What holds for any order under any commands in any order at any speed (end of models 2.3).</summary>
public sealed class InvariantTests
{
    private static readonly Arbitrary<Step[]> Steps = (
        from action in Gen.Choose(0, ActionCount - 1)
        from seconds in Gen.Choose(0, 45)
        select new Step(action, seconds)).ArrayOf().ToArbitrary();

    [Fact]
    [Requirement("MM-39")]
    public void A_final_state_is_never_left_and_there_is_one_final_event() => Hold(run =>
    {
        var firstFinal = run.Turns.FindIndex(turn => turn.After.IsFinal);
        run.Turns.Skip(firstFinal < 0 ? int.MaxValue : firstFinal + 1).ShouldAllBe(turn => turn.Outcome.Events.Count == 0);
        run.Turns.SelectMany(turn => turn.Outcome.Events).Count(e => e is OrderEvent.Succeeded or OrderEvent.Failed)
            .ShouldBe(firstFinal < 0 ? 0 : 1);
    });

    [Fact]
    [Requirement("MM-38")]
    public void A_first_answer_is_accepted_at_any_time() => Hold(run =>
    {
        foreach (var turn in run.Turns.Where(turn => turn.Command is OrderCommand.Answer { Via: "api", Outcome: not OrderAnswer.NeedsInfo }))
        {
            var open = !turn.Before.IsFinal && !(turn.Before.AnswerBy <= turn.Command.At);
            (turn.Outcome.Rejection is null || !open).ShouldBeTrue($"{turn.Command} got {turn.Outcome.Summary}");
        }
    });

    [Fact]
    [Requirement("MM-25"), Requirement("MM-37")]
    public void It_never_shows_processing_from_its_deadline_on() => Hold(run =>
    {
        foreach (var turn in run.Turns)
        {
            turn.After.IsProcessing(turn.After.Deadline).ShouldBeFalse();
            OrderJson.From(turn.After, turn.After.Deadline).DisplayStatus.ShouldNotBe("processing…");
        }
    });

    [Fact]
    public void Whether_and_when_reminders_come_changes_no_answer() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true),
        Prop.ForAll(Steps, steps =>
        {
            var punctual = Of(steps, reminders: true);
            var never = Of(steps, reminders: false);
            never.Asked.Select(turn => turn.Outcome.Rejection?.Code).ShouldBe(punctual.Asked.Select(turn => turn.Outcome.Rejection?.Code));
            never.Settle();
            Json(never).ShouldBe(Json(punctual));
            return true;
        }));

    [Fact]
    [Requirement("MM-42")]
    public void Pushes_are_numbered_without_gaps_and_an_id_stands_for_the_same_bytes() => Hold(run =>
    {
        var sends = run.Turns.SelectMany(turn => turn.Outcome.Pushes()).ToList();
        foreach (var again in sends.GroupBy(send => send.MessageId))
        {
            again.Select(send => (send.Body, send.Topic, send.Destination)).Distinct().Count().ShouldBe(1);
        }

        sends.Select(send => send.MessageId).Distinct()
            .ShouldBe(Enumerable.Range(1, run.View.Sequence).Select(n => $"evt_{OrderId[3..]}_{n}"));

        // Each receiver sees 1, 2, 3 …: another's pushes are no gaps.
        foreach (var receiver in sends.GroupBy(send => send.Destination))
        {
            receiver.DistinctBy(send => send.MessageId)
                .Select(send => JsonSerializer.Deserialize(send.Body, OrderJsonContext.Default.OrderEventJson)!.Sequence)
                .ShouldBe(Enumerable.Range(1, receiver.Select(send => send.MessageId).Distinct().Count()));
        }
    });

    [Fact]
    public void A_final_order_leaves_no_reminder_and_an_open_one_has_those_that_it_needs() => Hold(run =>
    {
        foreach (var turn in run.Turns)
        {
            turn.Reminders.GetValueOrDefault("deadline").ShouldBe(
                turn.After is { Status: OrderStatus.Pending, Manual: false } ? turn.After.Deadline
                : turn.After is { Status: OrderStatus.Pending } ? turn.Reminders.GetValueOrDefault("deadline")
                : default);
            turn.Reminders.GetValueOrDefault("answer-by").ShouldBe(turn.After.AnswerBy ?? default);
        }
    });

    [Fact]
    [Requirement("MM-39")]
    public void Of_two_different_final_answers_one_wins_and_one_is_refused() => Hold(run =>
    {
        var story = OrderStory.Given(Place());
        var first = run.Turns.Count % 2 == 0 ? Succeed(run.Turns.Count) : Fail(run.Turns.Count);
        var second = run.Turns.Count % 2 == 0 ? Fail(run.Turns.Count) : Succeed(run.Turns.Count);
        story.When(first).Rejection.ShouldBeNull();
        story.When(second).ShouldBeRefused(RejectionKind.Conflict, "order_final");
    });

    private static string Json(OrderRun run) =>
        JsonSerializer.Serialize(OrderJson.From(run.View, run.Now), OrderJsonContext.Default.OrderJson);

    /// <summary>With reminders that come in time, late, twice or never, as the steps say.</summary>
    private static void Hold(Action<OrderRun> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true),
        Prop.ForAll(Steps, steps =>
        {
            law(Of(steps, reminders: steps.Length % 2 == 0));
            return true;
        }));
}
