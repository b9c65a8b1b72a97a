using Actors.Api.Limits;

namespace Actors.Tests.Limits;

public sealed class BucketsTests
{
    private readonly FakeClock _clock = new();

    private static Quota Of(int calls) => new("test", calls, TimeSpan.FromSeconds(60));

    [Fact]
    public void A_full_bucket_gives_its_quota_at_once_and_then_one_by_one()
    {
        var buckets = new Buckets(_clock, 10);

        Enumerable.Range(0, 6).Select(_ => buckets.Take("a", Of(6)).Remaining).ShouldBe([5, 4, 3, 2, 1, 0]);
        var refused = buckets.Take("a", Of(6));
        (refused.Remaining, refused.Full, refused.Wait).ShouldBe((0, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10)));

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        buckets.Take("a", Of(6)).Wait.ShouldBe(TimeSpan.FromTicks(1));
        _clock.Advance(TimeSpan.FromTicks(1));
        buckets.Take("a", Of(6)).Wait.ShouldBeNull();
        buckets.Take("a", Of(6)).Wait.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void No_window_of_whatever_place_sees_more_than_twice_the_quota()
    {
        var buckets = new Buckets(_clock, 10);
        var given = new List<DateTimeOffset>();
        for (var i = 0; i < 2_000; i++)
        {
            if (buckets.Take("a", Of(60)).Wait is null)
            {
                given.Add(_clock.GetUtcNow());
            }

            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        // The burst and one refill: what a bucket promises. Over the whole it is the rate and one burst.
        given.ShouldAllBe(start => given.Count(at => at >= start && at < start.AddSeconds(60)) <= 120);
        given.Count.ShouldBeInRange(255, 261);
    }

    [Fact]
    public void Looking_takes_nothing()
    {
        var buckets = new Buckets(_clock, 10);
        buckets.Look("a", Of(1)).Remaining.ShouldBe(1);
        buckets.Look("a", Of(1)).Wait.ShouldBeNull();
        buckets.Knows("a").ShouldBeFalse();
        buckets.Take("a", Of(1)).Wait.ShouldBeNull();
        buckets.Look("a", Of(1)).Wait.ShouldNotBeNull();
        buckets.Knows("a").ShouldBeTrue();
    }

    [Fact]
    public void A_quota_that_shrinks_holds_at_once_and_one_that_grows_too()
    {
        var buckets = new Buckets(_clock, 10);
        Enumerable.Range(0, 30).ShouldAllBe(_ => buckets.Take("a", Of(60)).Wait == null);

        buckets.Look("a", Of(20)).Remaining.ShouldBe(10, "half of the time is used, whatever the quota");
        buckets.Look("a", Of(600)).Remaining.ShouldBe(300);
    }

    [Fact]
    public void However_many_ask_the_memory_is_bounded_and_who_keeps_asking_is_not_forgotten()
    {
        var buckets = new Buckets(_clock, 100);
        buckets.Take("busy", Of(1)).Wait.ShouldBeNull();
        for (var i = 0; i < 10_000; i++)
        {
            buckets.Take("id" + i, Of(1)).Wait.ShouldBeNull();
            buckets.Take("busy", Of(1)).Wait.ShouldNotBeNull();
            buckets.Count.ShouldBeLessThanOrEqualTo(101);
        }
    }
}
