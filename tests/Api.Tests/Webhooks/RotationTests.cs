using System.Text.Json;

namespace Actors.Tests.Webhooks;

/// <summary>
/// Secrets and endpoints that change while pushes are held: an attempt goes by what counts when it begins, on every silo.
/// </summary>
public sealed class RotationTests(PatientApplication application) : IClassFixture<PatientApplication>
{
    private const int None = 0, Day = 86_400;

    [Theory]
    [Requirement("MM-42")]
    [InlineData(None)]
    [InlineData(Day)]
    public async Task Attempts_that_begin_after_a_rotation_are_signed_by_its_keys_whatever_the_age_of_their_event(int overlap)
    {
        var release = new TaskCompletionSource();
        await using var pushes = await Pushes.Listen(async (push, context) =>
        {
            if (push.Headers["webhook-cursor"] == "1" && push.Attempt == "1")
            {
                await release.Task.WaitAsync(context.RequestAborted);
                context.FailForAnHour();
            }
        });
        var trade = await Trade.Begin(application);
        var made = await application.Endpoint(trade.Provider, pushes.Url);
        (await trade.Place()).ShouldBe(201);
        var held = await pushes.NextEvent();
        held.IsSignedWith(made["secret"]).ShouldBeTrue();

        var rotated = (await trade.Provider.Post($"/webhook-endpoints/{made.Id}/rotate", new { overlap_seconds = overlap })).ShouldBe(200);
        (await trade.Place()).ShouldBe(201);
        Check(await pushes.NextEvent(), "2", "1");
        release.SetResult();
        await trade.Provider.Attempts(OrderOf(held), 1);
        await trade.Provider.Advance(HeldPushes.TwoHours);

        var again = await pushes.NextEvent();
        Check(again, "1", "2");
        (again.Id, again.Body).ShouldBe((held.Id, held.Body));
        if (overlap > 0)
        {
            await trade.Provider.Advance(overlap);
            (await trade.Provider.Post($"/events/{held.Id}/resend", new { endpoint_id = made.Id })).ShouldBe(202);
            Check(await pushes.NextEvent(), "1", "1", old: false);
        }

        void Check(Push push, string cursor, string attempt, bool? old = null)
        {
            (push.Headers["webhook-cursor"], push.Attempt).ShouldBe((cursor, attempt));
            push.IsSignedWith(rotated["secret"]).ShouldBeTrue("the new key signs whatever leaves after it was made");
            push.IsSignedWith(made["secret"]).ShouldBe(old ?? overlap > 0, "the old one signs for its overlap and no longer");
            push.Signature.Split(' ').Length.ShouldBe((old ?? overlap > 0) ? 2 : 1);
        }
    }

    [Theory]
    [Requirement("MM-42")]
    [InlineData(None)]
    [InlineData(Day)]
    public async Task A_silo_that_knew_the_endpoint_before_signs_by_the_keys_that_another_one_made(int overlap)
    {
        await using var pushes = await Pushes.Listen((push, context) =>
        {
            if (push.Attempt == "1")
            {
                context.FailForAnHour();
            }

            return Task.CompletedTask;
        });
        var postgres = PostgresServer.Shared.CreateDatabase();
        await using var other = await PatientApplication.On(postgres);
        Trade trade;
        Answer made, rotated;
        string order;
        await using (var first = await PatientApplication.On(postgres))
        {
            trade = await Trade.Begin(first);
            made = await first.Endpoint(trade.Provider, pushes.Url);
            order = await trade.Order();
            (await pushes.NextEvent()).IsSignedWith(made["secret"]).ShouldBeTrue();
            await trade.Provider.Attempts(order, 1);

            // The other one has the feed in its memory as it was before.
            (await On(other).Get("/webhook-endpoints/" + made.Id)).ShouldBe(200).Json.GetProperty("secrets").GetArrayLength().ShouldBe(1);
            rotated = (await trade.Provider.Post($"/webhook-endpoints/{made.Id}/rotate", new { overlap_seconds = overlap })).ShouldBe(200);
        }

        // Only the other one is left to send it.
        await On(other).Advance(HeldPushes.TwoHours);
        var again = await pushes.NextEvent();
        again.Attempt.ShouldBe("2");
        again.IsSignedWith(rotated["secret"]).ShouldBeTrue();
        again.IsSignedWith(made["secret"]).ShouldBe(overlap > 0);

        Client On(PatientApplication silo) => trade.Provider with { Http = silo.Http };
    }

    [Fact]
    [Requirement("MM-19")]
    public async Task While_an_endpoint_is_off_no_attempt_begins_and_what_waited_is_sent_when_it_is_on()
    {
        var (release, begun) = (new TaskCompletionSource(), 0);
        await using var off = await Pushes.Listen(async (push, context) =>
        {
            Interlocked.Increment(ref begun);
            if (push.Attempt == "1" && push.Headers["webhook-cursor"] is "1" or "2")
            {
                await (push.Headers["webhook-cursor"] == "1" ? release.Task.WaitAsync(context.RequestAborted) : Task.CompletedTask);
                context.FailForAnHour();
            }
        });
        await using var on = await Pushes.Listen();
        var trade = await Trade.Begin(application);
        var made = await application.Endpoint(trade.Provider, off.Url);
        await application.Endpoint(trade.Provider, on.Url);
        var held = await trade.Order();
        await off.NextEvent();
        var failed = await trade.Order();
        await off.NextEvent();
        await trade.Provider.Attempts(failed, 2);

        (await trade.Provider.Post($"/webhook-endpoints/{made.Id}/disable", new { reason = "Maintenance" })).ShouldBe(200);
        release.SetResult();
        await trade.Provider.Attempts(held, 2);
        await trade.Provider.Advance(HeldPushes.TwoHours);
        await trade.Order();

        // The one that is on got all three: by then the retries of the one that is off would have been due for long.
        string[] got = [(await on.NextEvent()).Headers["webhook-cursor"], (await on.NextEvent()).Headers["webhook-cursor"], (await on.NextEvent()).Headers["webhook-cursor"]];
        got.ShouldBe(["1", "2", "3"], ignoreOrder: true);
        Volatile.Read(ref begun).ShouldBe(2);

        (await trade.Provider.Post($"/webhook-endpoints/{made.Id}/enable")).ShouldBe(200);
        List<Push> sent = [await off.NextEvent(), await off.NextEvent(), await off.NextEvent()];
        sent.Select(push => $"{push.Headers["webhook-cursor"]} at attempt {push.Attempt}").Order(StringComparer.Ordinal)
            .ShouldBe(["1 at attempt 2", "2 at attempt 2", "3 at attempt 1"]);
    }

    /// <summary>The order that a push is about.</summary>
    private static string OrderOf(Push push) => JsonElement.Parse(push.Body).GetProperty("data").GetProperty("id").GetString()!;
}
