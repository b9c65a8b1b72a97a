namespace Actors.Tests.Webhooks;

/// <summary>Waiting for events takes a place, and places are shared.</summary>
public sealed class EventWaitTests(ActorsApplication application)
{
    private const string Wait = "/events?after=0&wait=30";

    [Fact]
    [Requirement("PR-12")]
    public async Task An_account_that_waits_everywhere_leaves_room_for_others()
    {
        var (trade, other) = (await Trade.Begin(application), await Trade.Begin(application));
        List<Task<Answer>> waiting = [.. Enumerable.Range(0, 51).Select(_ => trade.Provider.Get(Wait))];

        var first = await await Task.WhenAny(waiting);

        first.ShouldRefuse(429, "too_many_waits").Headers["Retry-After"].ShouldBe("5");
        var elsewhere = other.Provider.Get(Wait);
        await trade.Order();
        await other.Order();
        (await elsewhere).ShouldBe(200).Data.Count.ShouldBe(1);
        (await Task.WhenAll(waiting)).Count(answer => answer.Status == 200).ShouldBe(50);
        (await trade.Provider.Get(Wait)).ShouldBe(200).Data.Count.ShouldBe(1, "the places are free again");
    }
}
