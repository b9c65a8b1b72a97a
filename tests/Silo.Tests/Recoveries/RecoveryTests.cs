using System.Collections.Concurrent;
using System.Globalization;
using Actors.Recoveries;
using Actors.Tests.Webhooks;
using Actors.Webhooks;

namespace Actors.Tests.Recoveries;

/// <summary>Recoveries through feeds, outbox and dispatcher, over real HTTP.</summary>
public sealed class RecoveryTests
{
    private const int Events = 130;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    [Requirement("MM-26"), Requirement("UE-24")]
    public async Task What_failed_is_pushed_again_in_order_and_what_arrived_is_not()
    {
        var got = new ConcurrentQueue<string>();
        var well = false;
        await using var receiver = await Receiver.Start(context =>
        {
            var id = context.Request.Headers["webhook-id"].ToString();
            if (context.Request.Headers["webhook-topic"] == "order.failed")
            {
                if (!Volatile.Read(ref well) && FailsAtFirst(id))
                {
                    // Not before this test is over do the normal retries bring it in.
                    context.Response.StatusCode = 503;
                    context.Response.Headers.RetryAfter = "3600";
                }

                got.Enqueue(id);
            }

            return Task.CompletedTask;
        });
        await using var silo = await LiveSilo.Start();
        await silo.Add("acc", "we_1", receiver.Url);
        var tried = new HashSet<string>();
        for (var n = 1; n <= Events; n++)
        {
            await silo.Publish("acc", n);
        }

        using var soon = new CancellationTokenSource(Limit);
        while (tried.Count < Events)
        {
            tried.UnionWith((await silo.Log.Attempts(Attempts(), soon.Token)).Select(attempt => attempt.MessageId));
        }

        got.Clear();
        var counted = await silo.Recover("rec_dry", RecoveryKinds.Failed, dryRun: true);
        (counted.Total, counted.Done).ShouldBe((Events / 3, 0));
        (await silo.Recover("rec_missing", RecoveryKinds.Missing, dryRun: true)).Total.ShouldBe(0);
        (await silo.Recover("rec_all", RecoveryKinds.All, dryRun: true)).Total.ShouldBe(Events);
        Volatile.Write(ref well, true);
        var done = await silo.Recover("rec_run", RecoveryKinds.Failed);

        done.Done.ShouldBe(Events / 3);
        var arrived = new HashSet<string>();
        using var late = new CancellationTokenSource(Limit);
        while (arrived.Count < Events)
        {
            arrived.UnionWith((await silo.Log.Attempts(Attempts() with { Outcome = WebhookOutcome.Delivered }, late.Token)).Select(attempt => attempt.MessageId));
        }

        got.Where(id => !FailsAtFirst(id)).ShouldBeEmpty();

        AttemptQuery Attempts() => new(EndpointAddress.PushKind) { Destinations = ["acc.production/we_1"], Limit = 1_000 };
    }

    /// <summary>Every third.</summary>
    private static bool FailsAtFirst(string id) => int.Parse(id["evt_".Length..], CultureInfo.InvariantCulture) % 3 == 0;

    [Fact]
    [Requirement("G5")]
    public async Task A_silo_that_restarts_in_the_middle_goes_on_and_pushes_each_event_once()
    {
        var got = new ConcurrentDictionary<string, int>();
        var some = new TaskCompletionSource();
        var every = new TaskCompletionSource();
        await using var receiver = await Receiver.Start(context =>
        {
            if (context.Request.Headers["webhook-topic"] == "order.failed")
            {
                got.AddOrUpdate(context.Request.Headers["webhook-id"].ToString(), 1, (_, count) => count + 1);
                (got.Count >= Events ? every : got.Count >= 30 ? some : new TaskCompletionSource()).TrySetResult();
            }

            return Task.CompletedTask;
        });
        await using var silo = await LiveSilo.Start();
        for (var n = 1; n <= Events; n++)
        {
            await silo.Publish("acc", n, "po_1");
        }

        // It was added afterwards: it missed them all.
        await silo.Add("acc", "we_1", receiver.Url);
        await silo.Begin("rec_1", perSecond: 20);
        await some.Task.WaitAsync(Limit);
        await silo.Restart();
        await every.Task.WaitAsync(Limit);
        var done = await silo.Ended("rec_1");

        (done.Status, done.Total, done.Done).ShouldBe((RecoveryStatus.Done, Events, Events));
        got.Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    [Requirement("MM-26")]
    public async Task What_was_withdrawn_is_pushed_again_only_when_everything_is()
    {
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        await using var silo = await LiveSilo.Start();
        await silo.Add("acc", "we_1", receiver.Url);
        await silo.Publish("acc", 1);
        await silo.Publish("acc", 2);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var attempts = 0; attempts < 2;)
        {
            attempts = (await silo.Log.Attempts(new AttemptQuery(EndpointAddress.PushKind) { Destinations = ["acc.production/we_1"] }, soon.Token)).Count;
        }

        await silo.Do("acc", new FeedCommand.Withdraw("evt_1", "po_1"));

        (await silo.Recover("rec_default", RecoveryKinds.Undelivered, dryRun: true)).Total.ShouldBe(1, "the other one");
        (await silo.Recover("rec_failed", RecoveryKinds.Failed, dryRun: true)).Total.ShouldBe(1);
        (await silo.Recover("rec_missing", RecoveryKinds.Missing, dryRun: true)).Total.ShouldBe(0);
        (await silo.Recover("rec_all", RecoveryKinds.All, dryRun: true)).Total.ShouldBe(2);
    }

    [Fact]
    public async Task One_whose_endpoint_is_switched_off_pauses_by_itself_and_goes_on_when_it_is_told_to()
    {
        await using var receiver = await Receiver.Answering(200);
        await using var silo = await LiveSilo.Start();
        await silo.Publish("acc", 1);
        await silo.Add("acc", "we_1", receiver.Url);
        await silo.Do("acc", new FeedCommand.Disable("we_1", "", default));
        await silo.Begin("rec_1");
        var paused = await silo.Ends("rec_1", RecoveryStatus.Paused);
        paused.Reason.ShouldNotBeNull().ShouldContain("enable it");

        await silo.Do("acc", new FeedCommand.Enable("we_1", default));
        await silo.Tell("rec_1", new RecoveryCommand.Resume(TimeProvider.System.GetUtcNow()));
        (await silo.Ended("rec_1")).Done.ShouldBe(1);
    }
}
