using System.Collections.Concurrent;
using System.Globalization;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>Feeds, outbox and dispatcher together, over real HTTP.</summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("MM-26")]
    public async Task Fifty_endpoints_that_hang_delay_none_of_the_other_hundred_and_fifty(bool onPostgres)
    {
        const int Accounts = 10, Each = 20, Hanging = 5, Events = 10;
        var arrived = new ConcurrentDictionary<string, int>();
        var held = new ConcurrentDictionary<string, bool>();
        var (all, everyHeld) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (left, released) = (Accounts * (Each - Hanging) * Events, 0);
        await using var receiver = await Receiver.Start(context => context.Request.Path.Value!.Contains("/hang", StringComparison.Ordinal)
            ? Hold(context)
            : Take(context));
        await using var silo = await LiveSilo.Start(onPostgres, "--Webhooks:Timeout", "00:01:00", "--Actors:Runtime:Lease", "00:02:00");
        for (var account = 0; account < Accounts; account++)
        {
            for (var n = 0; n < Each; n++)
            {
                await silo.Add($"acc_{account}", $"we_{n}", $"{receiver.Url}/{account}/{(n < Hanging ? "hang" : "well")}/{n}");
            }
        }

        // The hanging ones come first in every feed, and none of their attempts ends before the test does.
        await Task.WhenAll(Enumerable.Range(0, Accounts).SelectMany(account => Enumerable.Range(1, Events).Select(n => silo.Publish($"acc_{account}", n))));
        await Task.WhenAll(all.Task, everyHeld.Task).WaitAsync(TimeSpan.FromMinutes(2));

        released.ShouldBe(0, "all fifty are still held");
        arrived.Count.ShouldBe(Accounts * (Each - Hanging));
        arrived.Values.ShouldAllBe(count => count == Events);

        async Task Hold(HttpContext context)
        {
            held.TryAdd(context.Request.Path.Value!, true);
            if (held.Count == Accounts * Hanging)
            {
                everyHeld.TrySetResult();
            }

            try
            {
                await Receiver.Hang(context);
            }
            finally
            {
                Interlocked.Increment(ref released);
            }
        }

        async Task Take(HttpContext context)
        {
            // A challenge is a push as well, but not one that counts.
            if (context.Request.Headers["webhook-topic"] == "order.failed")
            {
                arrived.AddOrUpdate(context.Request.Path.Value!, 1, (_, count) => count + 1);
                if (Interlocked.Decrement(ref left) == 0)
                {
                    all.TrySetResult();
                }
            }

            await context.Response.CompleteAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("MM-19")]
    public async Task What_an_endpoint_missed_while_it_was_off_arrives_in_order_and_once(bool onPostgres)
    {
        var got = new ConcurrentQueue<string>();
        var last = new TaskCompletionSource();
        await using var receiver = await Receiver.Start(context =>
        {
            if (context.Request.Headers["webhook-topic"] == "order.failed")
            {
                got.Enqueue($"{context.Request.Headers["webhook-id"]} {context.Request.Headers["webhook-cursor"]}");
                if (context.Request.Headers["webhook-id"] == "evt_250")
                {
                    last.TrySetResult();
                }
            }

            return Task.CompletedTask;
        });
        await using var silo = await LiveSilo.Start(onPostgres);
        await silo.Add("acc", "we_1", receiver.Url);
        await silo.Do("acc", new FeedCommand.Disable("we_1", "", default));
        for (var n = 1; n <= 250; n++)
        {
            await silo.Publish("acc", n, "po_1");
        }

        got.ShouldBeEmpty();
        await silo.Restart();
        await silo.Do("acc", new FeedCommand.Enable("we_1", default));
        await last.Task.WaitAsync(TimeSpan.FromSeconds(60));

        got.ShouldBe(Enumerable.Range(1, 250).Select(n => string.Create(CultureInfo.InvariantCulture, $"evt_{n} {n}")));
        (await silo.Becomes("acc", "we_1", EndpointStatus.Enabled)).MissedFrom.ShouldBeNull();
    }

    [Fact]
    [Requirement("MM-26")]
    public async Task One_that_answers_gone_is_disabled_its_owner_is_told_and_nothing_is_lost()
    {
        var told = new TaskCompletionSource<string>();
        var status = 410;
        await using var receiver = await Receiver.Start(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var other = await Receiver.Start(context =>
        {
            // Its challenge may be on its way when it is verified.
            if (context.Request.Headers["webhook-topic"].ToString() is var topic and not "endpoint.verification")
            {
                told.TrySetResult(topic);
            }

            return Task.CompletedTask;
        });
        await using var silo = await LiveSilo.Start();
        await silo.Add("acc", "we_1", receiver.Url, "order.*");
        await silo.Add("acc", "we_2", other.Url, "endpoint.*");

        await silo.Publish("acc", 1);
        var disabled = await silo.Becomes("acc", "we_1", EndpointStatus.Disabled);
        disabled.Reason.ShouldBe("It answered 410 Gone.");
        (await told.Task.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe("endpoint.disabled");
        (await silo.Log.Read(new EventQuery("acc.production") { Types = ["endpoint.disabled"] })).ShouldHaveSingleItem();

        (await NextEvent()).ShouldBe("evt_1");

        status = 200;
        await silo.Do("acc", new FeedCommand.Enable("we_1", default));
        (await NextEvent()).ShouldBe("evt_1", "the one that it refused");

        async Task<string> NextEvent()
        {
            // Its challenge may come at any time.
            Received push;
            do
            {
                push = await receiver.Next();
            }
            while (push.Headers["webhook-topic"] == EventTypes.EndpointVerification);

            return push.Headers["webhook-id"].ToString();
        }
    }

    [Fact]
    [Requirement("MM-19")]
    public async Task A_new_endpoint_is_verified_by_itself()
    {
        await using var receiver = await Receiver.Answering(200, """{"challenge":"ch_secret"}""");
        await using var silo = await LiveSilo.Start();
        await silo.Do("acc", new FeedCommand.CreateEndpoint(
            "acc", DataEnvironment.Production, "we_1", receiver.Url, "", ["*"], "2026-11-22", 0,
            silo.Seal(Rig.Secret(1)), "ch_secret", TimeProvider.System.GetUtcNow()));

        await silo.Becomes("acc", "we_1", EndpointStatus.Enabled);
    }
}
