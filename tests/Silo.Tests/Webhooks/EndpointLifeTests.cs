using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>Endpoints that are changed, that fail and come back, and that take their time: the whole product, over real HTTP.</summary>
public sealed class EndpointLifeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    [Requirement("MM-19")]
    public async Task What_an_endpoint_takes_changes_exactly_at_an_event_however_late_that_is_delivered()
    {
        var gate = new TaskCompletionSource();
        var (got, last) = (new ConcurrentQueue<string>(), new TaskCompletionSource());
        await using var receiver = await Receiver.Start(async context =>
        {
            // The first one holds all others of its order back while the endpoint is changed.
            var id = context.Request.Headers["webhook-id"].ToString();
            await (id == "evt_1" ? gate.Task : Task.CompletedTask);
            if (context.Request.Headers["webhook-topic"] == "order.failed")
            {
                got.Enqueue(id);
            }

            if (id == "evt_7")
            {
                last.TrySetResult();
            }
        });

        // The first attempt is held for all that follows.
        await using var silo = await LiveSilo.Start("--Webhooks:Timeout", "00:01:00", "--Actors:Runtime:Lease", "00:02:00");
        await silo.Add("acc", "we_1", receiver.Url);

        await silo.Publish("acc", 1, "po_1");
        await silo.Publish("acc", 2, "po_1");
        await silo.Do("acc", Take("order.created"));
        await silo.Publish("acc", 3, "po_1");
        await silo.Do("acc", Take("order.failed"));
        await silo.Publish("acc", 4, "po_1");
        await silo.Do("acc", new FeedCommand.Disable("we_1", "", default));
        await silo.Publish("acc", 5, "po_1");
        await silo.Do("acc", Take("order.created"));
        await silo.Publish("acc", 6, "po_1");
        await silo.Do("acc", Take("order.failed"));
        await silo.Do("acc", new FeedCommand.Enable("we_1", default));
        await silo.Becomes("acc", "we_1", EndpointStatus.Enabled);
        await silo.Publish("acc", 7, "po_1");
        gate.SetResult();
        await last.Task.WaitAsync(TimeSpan.FromSeconds(60));

        // What it missed while it was off (5 and 6) is replayed by the filter that counted when it was logged.
        got.ShouldBe(["evt_1", "evt_2", "evt_4", "evt_5", "evt_7"]);
    }

    [Fact]
    [Requirement("MM-26"), Requirement("UE-24")]
    public async Task One_that_fails_and_one_that_recovers_by_itself_are_told_to_the_owner_elsewhere()
    {
        var status = 500;
        var told = new ConcurrentQueue<string>();
        var recovered = new TaskCompletionSource();
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.StatusCode = Volatile.Read(ref status);
            return Task.CompletedTask;
        });
        await using var other = await Receiver.Start(context =>
        {
            var topic = context.Request.Headers["webhook-topic"].ToString();
            if (topic.StartsWith("endpoint.", StringComparison.Ordinal) && topic != EventTypes.EndpointVerification)
            {
                told.Enqueue(topic);
                Volatile.Write(ref status, 204);
            }

            if (topic == EventTypes.EndpointRecovered)
            {
                recovered.TrySetResult();
            }

            return Task.CompletedTask;
        });
        await using var silo = await LiveSilo.Start("--Actors:Runtime:FailingAfter", "1");
        await silo.Add("acc", "we_1", receiver.Url, "order.*");
        await silo.Add("acc", "we_2", other.Url, "endpoint.*");

        await silo.Publish("acc", 1, "po_1");
        await recovered.Task.WaitAsync(TimeSpan.FromSeconds(60));

        told.ShouldBe(["endpoint.failing", "endpoint.recovered"]);
        (await silo.Endpoint("acc", "we_1")).Failing.ShouldBeNull();
        var attempts = await silo.Log.Attempts(new AttemptQuery("webhook") { Destinations = [new EndpointAddress("acc.production", "we_1").ToString()] });

        // It may fail more than once before the news that it does has gone round.
        attempts[0].Detail.Outcome.ShouldBe("delivered");
        attempts.Skip(1).Select(attempt => attempt.Detail.Outcome).Distinct().ShouldBe(["http_500"]);
        attempts[0].Detail.Address.ShouldBe($"127.0.0.1:{receiver.Port}");
        attempts.Skip(1).ShouldAllBe(attempt => attempt.Next != null);
        attempts[0].Next.ShouldBeNull();
    }

    [Fact]
    [Requirement("MM-26")]
    public async Task A_throttled_endpoint_gets_its_rate_and_holds_nobody_back()
    {
        const int Events = 60, Seconds = 5;
        var (fast, slow) = (0, 0);
        var allFast = new TaskCompletionSource();
        var slowly = Channel.CreateUnbounded<string>();
        await using var receiver = await Receiver.Start(context =>
        {
            if (context.Request.Headers["webhook-topic"] == "order.failed")
            {
                if (context.Request.Path == "/hook/slow")
                {
                    Interlocked.Increment(ref slow);
                    slowly.Writer.TryWrite(context.Request.Headers["webhook-id"].ToString());
                }
                else if (Interlocked.Increment(ref fast) == Events)
                {
                    allFast.TrySetResult();
                }
            }

            return Task.CompletedTask;
        });

        // Its time stands still unless the test moves it: how fast the machine is makes no difference.
        var clock = new FakeClock();
        await using var silo = await LiveSilo.Start(clock);
        await silo.Add("acc", "we_1", receiver.Url + "/slow");
        await silo.Add("acc", "we_2", receiver.Url + "/fast");
        await silo.Do("acc", new FeedCommand.UpdateEndpoint("we_1", null, null, null, null, 1, "ch", default));

        await Task.WhenAll(Enumerable.Range(1, Events).Select(n => silo.Publish("acc", n)));
        await allFast.Task.WaitAsync(Limit);
        await Slowly();
        for (var second = 1; second <= Seconds; second++)
        {
            Volatile.Read(ref slow).ShouldBe(second, "one at once, and one more with each second");
            clock.Advance(TimeSpan.FromSeconds(1.01));
            await Slowly();
        }

        Volatile.Read(ref slow).ShouldBe(1 + Seconds);

        Task<string> Slowly() => slowly.Reader.ReadAsync().AsTask().WaitAsync(Limit);
    }

    private static FeedCommand.UpdateEndpoint Take(params string[] events) => new("we_1", null, null, events, null, null, "ch", default);
}
