using Actors.Webhooks;

namespace Actors.Tests.Webhooks;

public sealed class RetryPlanTests
{
    private static readonly DateTimeOffset Created = Rig.Created;

    [Theory]
    [InlineData(1, 0.2, 2)]     // an attempt that failed at once: the next is on its place
    [InlineData(2, 2.1, 5)]
    [InlineData(3, 5.1, 15)]
    [InlineData(4, 15.1, 30)]
    [InlineData(1, 15, 16)]     // one that took 15 s has missed its place: a second later
    [InlineData(2, 31, 32)]
    [InlineData(1, 1.5, 2.5)]   // never closer than a second
    [InlineData(4, 58.9, 59.9)] // still before the deadline
    public void Inside_the_minute_attempts_keep_their_places(int attempt, double ended, double next) =>
        (Created.AddSeconds(ended) + Next(attempt, ended)!.Value).ShouldBe(Created.AddSeconds(next), TimeSpan.FromMilliseconds(1));

    [Theory]
    [InlineData(5, 30.1, 5)]
    [InlineData(6, 400, 30)]
    [InlineData(7, 400, 120)]
    [InlineData(8, 400, 300)]
    [InlineData(9, 400, 600)]
    [InlineData(10, 400, 600)]
    [InlineData(4, 59, 5)]      // the next second would be the deadline: too late for a user who waits
    [InlineData(1, 7200, 5)]    // held up by the message before it: no hurry any more
    public void After_the_minute_the_long_schedule_begins(int attempt, double ended, double minutes) =>
        Next(attempt, ended).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void The_whole_plan_is_eleven_attempts_in_about_28_hours()
    {
        var (now, attempt) = (Created, 1);
        while (RetryPlan.Next(attempt, Created, now, Created.AddSeconds(60), null, new SetRandom(0.5)) is { } wait)
        {
            (now, attempt) = (now + wait, attempt + 1);
        }

        attempt.ShouldBe(11);
        (now - Created).ShouldBe(TimeSpan.FromSeconds(30) + TimeSpan.FromHours(27) + TimeSpan.FromMinutes(35));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void After_the_last_attempt_there_is_none(int attempt) => Next(attempt, 100_000).ShouldBeNull();

    [Theory]
    [InlineData(0.0, 4)]
    [InlineData(1.0, 6)]
    public void Late_attempts_spread_by_a_fifth_both_ways(double chance, double minutes) =>
        RetryPlan.Next(5, Created, Created.AddSeconds(31), Created.AddSeconds(60), null, new SetRandom(chance))
            .ShouldBe(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData(20, 1, 0.1, 1.1)]   // 2 s of 60 are 0.67 s of 20: the second between attempts wins
    [InlineData(20, 3, 2, 5)]       // 15 s of 60 are 5 s of 20
    [InlineData(20, 4, 6, 10)]
    [InlineData(600, 4, 16, 30)]    // more than a minute changes nothing
    public void A_shorter_deadline_moves_the_early_attempts_before_it(int seconds, int attempt, double ended, double next) =>
        (Created.AddSeconds(ended)
         + RetryPlan.Next(attempt, Created, Created.AddSeconds(ended), Created.AddSeconds(seconds), null, new SetRandom(0.5))!.Value)
        .ShouldBe(Created.AddSeconds(next), TimeSpan.FromMilliseconds(1));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_deadline_that_is_over_leaves_the_long_schedule(int seconds) =>
        RetryPlan.Next(1, Created, Created.AddSeconds(1), Created.AddSeconds(seconds), null, new SetRandom(0.5))
            .ShouldBe(TimeSpan.FromMinutes(5));

    [Fact]
    public void Without_a_deadline_the_first_minute_is_the_same() =>
        RetryPlan.Next(3, Created, Created.AddSeconds(6), null, null, new SetRandom(0.5)).ShouldBe(TimeSpan.FromSeconds(9));

    [Theory]
    [InlineData(1, 1, 20, 20)]          // asked for more than planned
    [InlineData(3, 6, 2, 9)]            // asked for less: the plan stands
    [InlineData(1, 1, -30, 1)]          // a date that is over
    [InlineData(1, 1, 120, 120)]        // past the deadline: it cannot take it before
    [InlineData(1, 1, 86_400, 3_600)]   // not for ever
    [InlineData(7, 4000, 86_400, 7_200)]
    public void Retry_after_lengthens_a_wait_up_to_an_hour(int attempt, double ended, int asked, int seconds) =>
        RetryPlan.Next(attempt, Created, Created.AddSeconds(ended), Created.AddSeconds(60), TimeSpan.FromSeconds(asked), new SetRandom(0.5))
            .ShouldBe(TimeSpan.FromSeconds(seconds));

    private static TimeSpan? Next(int attempt, double ended) =>
        RetryPlan.Next(attempt, Created, Created.AddSeconds(ended), Created.AddSeconds(60), null, new SetRandom(0.5));
}
