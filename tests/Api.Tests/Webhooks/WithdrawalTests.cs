using System.Text.Json;
using Actors.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Webhooks;

/// <summary>Tries that are pending when nobody waits for them any more.</summary>
public sealed class WithdrawalTests(ActorsApplication application, PatientApplication patient) : IClassFixture<PatientApplication>
{
    [Fact]
    [Requirement("MM-26")]
    public async Task A_push_that_is_under_way_when_its_order_ends_and_then_fails_is_logged_as_withdrawn()
    {
        var release = new TaskCompletionSource();
        await using var pushes = await Pushes.Listen(async (_, context) =>
        {
            await release.Task.WaitAsync(context.RequestAborted);
            context.FailForAnHour();
        });
        var trade = await Trade.Begin(patient);
        await patient.Endpoint(trade.Provider, pushes.Url);
        var order = await trade.Order();
        (await pushes.NextEvent()).Attempt.ShouldBe("1");

        (await trade.Respond(order, "Successful")).ShouldBe(200);
        release.SetResult();

        var attempts = await trade.Provider.Attempts(order, 2);
        attempts.Texts("outcome").ShouldBe(["withdrawn", "http_503"]);
        attempts.Data.ShouldAllBe(attempt => attempt.GetProperty("next_attempt").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    [Requirement("MM-26")]
    public async Task The_commit_that_answers_an_order_ends_its_pending_tries_and_the_log_says_so()
    {
        await using var pushes = await Failing();
        var (trade, endpoint, order) = await Pushed(pushes);

        (await trade.Respond(order, "Successful")).ShouldBe(200);

        await ShouldBeWithdrawn(trade.Provider, order, "succeeded", "withdrawn", "http_503");
        await NothingMoreComes(trade, pushes, endpoint, order);
    }

    [Fact]
    [Requirement("MM-26"), Requirement("MM-33")]
    public async Task The_commit_that_expires_an_order_ends_its_pending_tries_and_the_log_says_so()
    {
        await using var pushes = await Failing();
        var (trade, endpoint, order) = await Pushed(pushes);

        // It asks for more within ten minutes, which ends its tries; it has the event pushed once more, and that fails too.
        (await trade.Provider.Post("/orders/" + order, new { status = "Need_more_info", output = new { required_fields = "meter" }, answer_within_seconds = 600 })).ShouldBe(200);
        await Told(trade.Provider, "Withdraw");
        var pushed = (await trade.Provider.Attempts(order, 2)).Texts("event_id").First();
        (await trade.Provider.Post($"/events/{pushed}/resend", new { endpoint_id = endpoint })).ShouldBe(202);
        (await pushes.NextEvent()).Id.ShouldBe(pushed);
        (await trade.Provider.Attempts(order, 3)).Texts("outcome").ShouldBe(["http_503", "withdrawn", "http_503"]);

        await trade.Provider.Advance(601);
        await Committed(trade.Provider, order, "failed");

        await ShouldBeWithdrawn(trade.Provider, order, "failed", "withdrawn", "http_503", "withdrawn", "http_503");
        (await trade.Marketplace.Get("/orders/" + order)).ShouldBe(200)["status"].ShouldBe("Failed");
        await NothingMoreComes(trade, pushes, endpoint, order);
    }

    [Fact]
    [Requirement("MM-36")]
    public async Task A_redelivery_has_the_place_in_the_log_that_its_event_has()
    {
        await using var pushes = await Pushes.Listen();
        var (trade, _, order) = await Pushed(pushes, outcome: "delivered");
        (await trade.Order()).ShouldNotBe(order);
        var (first, second) = (await trade.Provider.Attempts(order, 1), await pushes.NextEvent());
        second.Headers["webhook-cursor"].ShouldBe("2");

        (await trade.Provider.Post($"/orders/{order}/redeliver")).ShouldBe(200);

        var again = await pushes.NextEvent();
        (again.Id, again.Headers["webhook-cursor"]).ShouldBe((first.Texts("event_id").Single(), "1"));
    }

    /// <summary>A receiver that always fails; what fails is due again in an hour, by the sandbox's clock.</summary>
    private static Task<Pushes> Failing() => Pushes.Listen((push, context) =>
    {
        if (!push.Headers.ContainsKey("webhook-test"))
        {
            context.FailForAnHour();
        }

        return Task.CompletedTask;
    });

    /// <summary>A new order whose first push was tried.</summary>
    private async Task<(Trade Trade, string Endpoint, string Order)> Pushed(Pushes pushes, string outcome = "http_503")
    {
        var trade = await Trade.Begin(application);
        var endpoint = (await application.Endpoint(trade.Provider, pushes.Url)).Id;
        var order = await trade.Order();
        (await pushes.NextEvent()).Attempt.ShouldBe("1");
        (await trade.Provider.Attempts(order, 1)).Texts("outcome").ShouldBe([outcome]);
        return (trade, endpoint, order);
    }

    /// <summary>At once, and at the very moment of the change: nothing tidies up later.</summary>
    private static async Task ShouldBeWithdrawn(Client provider, string order, string change, params string[] outcomes)
    {
        var attempts = (await provider.Get("/attempts?order=" + order)).ShouldBe(200);
        attempts.Texts("outcome").ShouldBe(outcomes);
        var last = attempts.Data[0];
        last.GetProperty("attempt").GetInt32().ShouldBe(2, "the second try is the one that does not come");
        last.TryGetProperty("next_attempt", out var next).ShouldBe(next.ValueKind is JsonValueKind.Null);
        last.GetProperty("created").GetDateTimeOffset().ShouldBe((await Changes(provider, order, change)).Single());
    }

    /// <summary>Past every try that was planned; a test that is sent last would come last.</summary>
    private static async Task NothingMoreComes(Trade trade, Pushes pushes, string endpoint, string order)
    {
        var before = (await trade.Provider.Get("/attempts?order=" + order)).Data.Count;
        await trade.Provider.Advance(HeldPushes.TwoHours);
        (await trade.Provider.Post($"/webhook-endpoints/{endpoint}/test", new { type = "order.created" })).ShouldBe(200);
        (await pushes.NextEvent()).Headers.Keys.ShouldContain("webhook-test");
        (await trade.Provider.Get("/attempts?order=" + order)).Data.Count.ShouldBe(before);
    }

    /// <summary>Returns when the provider's feed has carried out a command.</summary>
    private async Task Told(Client provider, string command)
    {
        var grains = application.Services.GetRequiredService<IGrains>();
        var feed = new GrainId(GrainTypeNames.Feed, FeedView.KeyOf(provider.Owner, DataEnvironment.Sandbox));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await grains.History(feed, 0, 100)).Any(turn => turn.Command == command))
        {
            patience.IsCancellationRequested.ShouldBeFalse($"the feed was not told to {command}");
        }
    }

    private static async Task Committed(Client provider, string order, string change)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await Changes(provider, order, change)).Count == 0)
        {
            patience.IsCancellationRequested.ShouldBeFalse($"the order did not become {change}");
        }
    }

    /// <summary>When an event of a name happened to the order.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> Changes(Client provider, string order, string name) =>
    [
        .. (await provider.Get($"/orders/{order}/timeline")).ShouldBe(200).Data
            .Where(entry => entry.GetProperty("kind").GetString() == "change"
                && entry.GetProperty("events").EnumerateArray().Any(one => one.GetProperty("name").GetString() == name))
            .Select(entry => entry.GetProperty("at").GetDateTimeOffset()),
    ];
}
