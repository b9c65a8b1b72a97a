using Actors.Runtime.Due;
using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Turns;
using Actors.Tests;

namespace Actors.Runtime.Tests.Due;

/// <summary>When a destination rests, for how long, and when it is given up.</summary>
public sealed class HealthRulesTests
{
    private const long Day = 86_400_000;

    private static readonly HealthRules Rules = new([new Recorder()], null!, new RuntimeOptions { FailingAfter = 3, StopAfter = TimeSpan.FromDays(5) });

    [Fact, Requirement("MM-26")]
    public void Failures_in_a_row_hold_it_for_ever_longer_up_to_five_minutes()
    {
        var health = Health.Well;
        List<long> rests = [];
        for (var n = 0; n < 14; n++)
        {
            health = Rules.After(health, Failed(1_000));
            rests.Add(health.HeldUntil == 0 ? 0 : (health.HeldUntil - 1_010) / 1_000);
        }

        rests.ShouldBe([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300], "counted from the end of the attempt");
        (health.State, health.Failures, health.Since).ShouldBe((DestinationState.Failing, 14, 1_000));
    }

    [Fact, Requirement("MM-26")]
    public void One_that_arrives_makes_it_well()
    {
        var failing = Rules.After(Rules.After(Rules.After(Health.Well, Failed(1)), Failed(2)), Failed(3));
        failing.State.ShouldBe(DestinationState.Failing);

        Rules.After(failing, Arrived(4)).ShouldBe(Health.Well);
    }

    [Fact, Requirement("MM-26")]
    public void Days_of_nothing_but_failures_give_it_up_and_one_success_in_between_does_not()
    {
        var failing = new Health(DestinationState.Failing, 9, 0, 1);

        Rules.After(failing, Failed((5 * Day) - 11)).State.ShouldBe(DestinationState.Failing);
        var stopped = Rules.After(failing, Failed(5 * Day));
        (stopped.State, stopped.HeldUntil).ShouldBe((DestinationState.Stopped, PaceRow.Forever));
        Rules.After(Rules.After(failing, Arrived(4 * Day)), Failed(5 * Day)).State.ShouldBe(DestinationState.Well);
    }

    [Fact, Requirement("MM-26")]
    public void One_that_wants_no_more_is_given_up_at_once() =>
        Rules.After(Health.Well, Failed(1) with { Stopped = true }).ShouldBe(new Health(DestinationState.Stopped, 1, 1, PaceRow.Forever));

    [Theory, InlineData(DestinationState.Paused), InlineData(DestinationState.Stopped)]
    public void What_was_on_its_way_when_it_was_switched_off_switches_nothing_on(DestinationState state)
    {
        var off = new Health(state, 4, 1, PaceRow.Forever);

        (Rules.After(off, Failed(2)).State, Rules.After(off, Failed(2)).HeldUntil).ShouldBe((state, PaceRow.Forever));
        (Rules.After(off, Arrived(2)).State, Rules.After(off, Arrived(2)).HeldUntil).ShouldBe((state, PaceRow.Forever));
    }

    private static MessageOutcome Failed(long at) => new(Message, at, Detail("http_500"), at + 1, false);

    private static MessageOutcome Arrived(long at) => new(Message, at, Detail("delivered"), null, false);

    private static AttemptDetail Detail(string outcome) => new(outcome, null, TimeSpan.FromMilliseconds(10), "", "");

    private static ClaimedMessage Message { get; } = new(1, "test", "d", "s", "m", "t", "{}", "", "", 1, null, 0, 1);
}
