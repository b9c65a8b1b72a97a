using System.Text.Json;
using Actors.Api.Orders;
using Actors.Webhooks;

namespace Actors.Tests.Orders;

public sealed class TimelineTests(ActorsApplication application)
{
    [Fact]
    public async Task A_timeline_tells_who_did_what_in_order()
    {
        var trade = await Trade.Begin(application);
        var placed = (await trade.Place()).ShouldBe(201);
        var answered = (await trade.Respond(placed.Id, "Successful")).ShouldBe(200);
        var changes = await Entries(trade.Provider, placed.Id, "change");
        changes.Select(entry => entry.GetProperty("version").GetInt64()).ShouldBe([1, 2]);
        Texts(changes, "actor").ShouldBe(["marketplace", "key:" + trade.Provider.KeyId]);
        Texts(await Entries(trade.Marketplace, placed.Id, "change"), "actor").ShouldBe(["key:" + trade.Marketplace.KeyId, "provider"]);
        Texts(await Entries(await application.Operator(), placed.Id, "change"), "actor")
            .ShouldBe(["key:" + trade.Marketplace.KeyId, "key:" + trade.Provider.KeyId]);
        changes.Select(entry => entry.GetProperty("request_id").GetString()).ShouldBe([placed.Headers["Request-Id"], answered.Headers["Request-Id"]]);
        changes.Select(Names).ShouldBe(["placed, went_manual", "succeeded"]);
        changes[0].GetProperty("events")[1].GetProperty("facts").GetProperty("reason").GetString().ShouldBe("no_endpoint");
        changes.ShouldAllBe(entry => !entry.GetProperty("events").GetRawText().Contains("key:", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("MM-36")]
    public async Task Attempts_to_push_stand_among_the_changes_but_only_for_whom_they_were()
    {
        var trade = await Trade.Begin(application, listens: true);
        var order = await trade.Order();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        IReadOnlyList<JsonElement> attempts = [];
        while (attempts.Count == 0)
        {
            patience.IsCancellationRequested.ShouldBeFalse("no attempt was logged within 60 s");
            attempts = await Entries(trade.Provider, order, "delivery");
        }

        var attempt = attempts[0];
        (attempt.GetProperty("topic").GetString(), attempt.GetProperty("attempt").GetInt32()).ShouldBe(("order.created", 1));
        attempt.GetProperty("message_id").GetString().ShouldStartWith("evt_");
        attempt.GetProperty("url").GetString().ShouldBe("http://127.0.0.1:9/hooks");
        attempt.GetProperty("outcome").GetString().ShouldNotBe("delivered");
        (await Entries(trade.Marketplace, order, "delivery")).ShouldBeEmpty();
        (await Entries(await application.Operator(), order, "delivery")).ShouldNotBeEmpty();
    }

    [Fact]
    [Requirement("MM-36")]
    public async Task A_reminder_stands_in_the_timeline_until_it_is_a_change()
    {
        var trade = await Trade.Begin(application, listens: true);
        var order = await trade.Order();
        var placed = (await Entries(trade.Provider, order, "change"))[0].GetProperty("at").GetDateTimeOffset();
        foreach (var party in new[] { trade.Provider, trade.Marketplace })
        {
            var reminder = (await Entries(party, order, "reminder")).ShouldHaveSingleItem();
            reminder.GetProperty("name").GetString().ShouldBe("deadline");
            (reminder.GetProperty("at").GetDateTimeOffset() - placed).ShouldBe(TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(2));
        }

        await trade.Wait(60);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        IReadOnlyList<JsonElement> changes;
        while ((changes = await Entries(trade.Provider, order, "change")).Count < 2)
        {
            patience.IsCancellationRequested.ShouldBeFalse("the reminder did not fire within 60 s");
        }

        (changes[1].GetProperty("actor").GetString(), Names(changes[1])).ShouldBe(("system:reminder", "went_manual"));
        (await Entries(trade.Provider, order, "reminder")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_that_nobody_waits_for_has_no_reminder()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        (await Entries(trade.Provider, order, "reminder")).ShouldBeEmpty("it is manual at once");
        (await trade.Respond(order, "Successful")).ShouldBe(200);
        (await Entries(trade.Provider, order, "reminder")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_attempts_at_the_other_party_hide_none_of_ones_own()
    {
        var stored = Enumerable.Range(1, 1_200).Select(n => Attempt(n > 1_100 ? "mine" : "theirs", n)).ToList();

        var (found, isCut) = await OrderTimeline.Own(limit => Task.FromResult<IReadOnlyList<AttemptEntry>>([.. stored.Take(limit)]), ["mine"]);

        (found.Count, found[0].Attempt, isCut).ShouldBe((100, 1_101, false));
        (await OrderTimeline.Own(limit => Task.FromResult<IReadOnlyList<AttemptEntry>>([.. stored.Take(limit)]), ["theirs"])).IsCut.ShouldBeTrue();

        static AttemptEntry Attempt(string feed, int number) => new(
            "evt_1", EndpointAddress.PushKind, feed + "/we_1", "order.created", number, DateTimeOffset.UnixEpoch,
            AttemptDetail.WithoutRequest("timeout"), null);
    }

    [Fact]
    public async Task Somebody_elses_timeline_is_not_found()
    {
        var trade = await Trade.Begin(application);
        (await (await application.Provider()).Get($"/orders/{await trade.Order()}/timeline")).ShouldRefuse(404, "order_not_found");
    }

    [Fact]
    public async Task What_was_published_to_an_account_stands_in_its_timeline_alone()
    {
        var trade = await Trade.Begin(application, listens: true);
        var order = await trade.Order();
        await Published(trade.Provider, order, "order.created");
        (await trade.Respond(order, "Successful")).ShouldBe(200);
        await Published(trade.Marketplace, order, "order.succeeded");
        Texts(await Entries(trade.Provider, order, "event"), "topic").ShouldBe(["order.created"]);
    }

    private static async Task Published(Client client, string order, string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        IReadOnlyList<JsonElement> events;
        do
        {
            patience.IsCancellationRequested.ShouldBeFalse("nothing was published within 60 s");
            events = await Entries(client, order, "event");
        }
        while (events.Count == 0);

        Texts(events, "topic").ShouldBe([type]);
    }

    private static string Names(JsonElement entry) =>
        string.Join(", ", entry.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("name").GetString()));

    private static IEnumerable<string?> Texts(IReadOnlyList<JsonElement> entries, string name) =>
        entries.Select(entry => entry.GetProperty(name).GetString());

    private static async Task<IReadOnlyList<JsonElement>> Entries(Client client, string order, string kind) =>
        [.. (await client.Get($"/orders/{order}/timeline")).ShouldBe(200).Data.Where(entry => entry.GetProperty("kind").GetString() == kind)];
}
