using Actors.Webhooks;

namespace Actors.Tests.Webhooks;

/// <summary>One slow endpoint beside fast ones.</summary>
public sealed class EndpointLanesTests
{
    [Fact]
    public async Task A_slow_endpoint_takes_a_bounded_number_of_workers_and_the_others_go_on()
    {
        var release = new TaskCompletionSource();
        await using var slow = await Receiver.Start(_ => release.Task);
        await using var fast = await Receiver.Answering(200);
        await using var rig = new Rig(settings: [("MaxConcurrencyPerEndpoint", "2"), ("MaxWait", "00:00:30")])
            .With(slow.Url, "acc_slow").With(fast.Url, "acc_fast");

        var started = Enumerable.Range(0, 4).Select(_ => rig.Dispatch(Rig.Message(destination: "acc_slow"))).ToArray();
        var refused = await Should.ThrowAsync<OverloadedException>(() => rig.Dispatch(Rig.Message(destination: "acc_slow")));
        var other = await rig.Dispatch(Rig.Message(destination: "acc_fast"));

        refused.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        other.ShouldBeOfType<DispatchResult.Delivered>();
        await slow.Next();
        await slow.Next();
        slow.Waiting.ShouldBe(0);       // two run, two wait

        release.SetResult();
        (await Task.WhenAll(started)).ShouldAllBe(result => result is DispatchResult.Delivered);
    }

    [Fact]
    public async Task Waiting_for_an_endpoint_ends_and_is_no_attempt()
    {
        var release = new TaskCompletionSource();
        await using var slow = await Receiver.Start(_ => release.Task);
        await using var rig = new Rig(settings: [("MaxConcurrencyPerEndpoint", "1"), ("MaxWait", "00:00:00.050")]).With(slow.Url);

        var first = rig.Dispatch();
        await slow.Next();
        await Should.ThrowAsync<OverloadedException>(() => rig.Dispatch());
        release.SetResult();
        await first;

        slow.Waiting.ShouldBe(0);
        (await rig.Dispatch()).ShouldBeOfType<DispatchResult.Delivered>();      // the place is free again
    }

    [Fact]
    public async Task A_failed_attempt_gives_its_place_back()
    {
        await using var receiver = await Receiver.Start(context => { context.Abort(); return Task.CompletedTask; });
        await using var rig = new Rig(settings: ("MaxConcurrencyPerEndpoint", "1")).With(receiver.Url);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            (await rig.Dispatch(Rig.Message(attempt))).ShouldBeOfType<DispatchResult.Retry>();
        }
    }
}
