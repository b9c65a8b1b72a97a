using System.Text.Json.Nodes;
using Actors.Keys;

namespace Actors.Tests.Description;

/// <summary>Partners who listen: every push is received once; some fail until they are parked, and an operator decides.</summary>
internal sealed class PushTour(ActorsApplication host, Recording recording, Client provider, Client marketplace)
{
    /// <summary>When a recovery of the tour begins: it stays in the examples as it is.</summary>
    public const string Long = "2026-01-01T00:00:00Z";

    private const int LastAttempt = 11;
    private const int Missed = 60;

    /// <summary>For whatever is waited for: far more than a slow machine takes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly HttpMethod Get = HttpMethod.Get;
    private static readonly HttpMethod Post = HttpMethod.Post;

    public async Task Run(string product, string price)
    {
        await using var receiver = await Receiver.Start();
        var unheard = await Place(product, price);
        var endpoint = await Listen(provider, receiver, """, "description": "Order desk", "events": ["order.*"], "api_version": "1" """);
        await Listen(marketplace, receiver, "");
        recording.Push(receiver.Challenge!);
        await Did(provider, Post, $"/orders/{unheard}/redeliver");
        await Received(receiver);
        await Trade(receiver, product, price, unheard);
        await Manage(receiver, "/webhook-endpoints/" + endpoint);
        await Fail(true);
        await Fail(false);
        await Gone();
        await Recover(product, price);
    }

    private const string Orders = "/attempts?type=order.created,order.updated";

    private async Task Trade(Receiver receiver, string product, string price, string unheard)
    {
        var order = await Place(product, price);
        await Received(receiver);
        await Did(provider, Post, "/orders/" + order, """{ "status": "Need_more_info", "output": { "required_fields": "access" } }""");
        await Received(receiver);
        await Did(marketplace, Post, $"/orders/{order}/info", """{ "fields": { "access": "Ring the upper bell" } }""");
        await Received(receiver);
        await Did(provider, Post, "/orders/" + order, """{ "status": "Succesful", "output": { "booking": "B-1093" } }""");
        await Received(receiver);
        await Did(provider, Post, "/orders/" + unheard, """{ "status": "Failed", "output": { "error": "Over capacity in this street" } }""");
        await Received(receiver);
        await Until(async () => (await provider.Get(Orders)).Data.Count >= 3);
        var @event = await Did(provider, Get, "/events?limit=1");
        await Did(provider, Get, "/events/" + @event.Ids[0]);
        var attempt = await Did(provider, Get, "/attempts?limit=1");
        await Did(provider, Post, $"/attempts/{attempt.Ids[0]}/resend");
        await Received(receiver);
        await Until(async () => (await provider.Get(Orders)).Data.Count >= 4);
    }

    private async Task Manage(Receiver receiver, string endpoint)
    {
        await Did(provider, Get, endpoint);
        await Did(provider, Get, "/webhook-endpoints");
        await Did(provider, Get, endpoint + "/attempts?limit=1");
        var @event = (await provider.Get("/events")).Ids[0];
        await Did(provider, Post, $"/events/{@event}/resend", $$"""{ "endpoint_id": "{{endpoint.Split('/')[^1]}}" }""");
        await Received(receiver);
        await Did(provider, Post, endpoint + "/test");
        await Received(receiver);
        await Did(provider, HttpMethod.Patch, endpoint, """{ "events": ["order.created", "order.updated"], "max_per_second": 50 }""");
        await Did(provider, Post, endpoint + "/rotate", """{ "overlap_seconds": 86400 }""");
        await Did(provider, Post, endpoint + "/disable", """{ "reason": "Maintenance until noon" }""");
        (await recording.Call(provider, Post, endpoint + "/test")).ShouldBe(409);
        await Did(provider, Post, endpoint + "/enable");
        await Did(provider, Post, endpoint + "/verify");
        var spare = await Did(provider, Post, "/webhook-endpoints", $$"""{ "url": "{{receiver.Url}}" }""");
        await Did(provider, HttpMethod.Delete, "/webhook-endpoints/" + spare.Id);
    }

    /// <summary>A receiver that fails for more than a day: its push is parked, and sent again or discarded.</summary>
    private async Task Fail(bool resend)
    {
        await using var receiver = await Receiver.Start();
        var trade = await Tests.Trade.Begin(host);
        await Listen(trade.Provider, receiver, "");
        receiver.Status = 500;
        var order = await trade.Order();
        while (await receiver.Next() is { Attempt: < LastAttempt } push)
        {
            await trade.Wait((int)RetrySchedule.LongestWait(push.Attempt).TotalSeconds);
        }

        var @operator = await host.As(KeyRole.Operator, "platform");
        await Until(async () => (await @operator.Get("/parked-messages")).Data.Any(message => message.GetProperty("subject").GetString() == order));
        var parked = await Did(@operator, Get, "/parked-messages");
        var path = $"/parked-messages/{parked.Data[^1].GetProperty("sequence")}";
        receiver.Status = 204;
        await (resend
            ? Did(@operator, Post, path + "/resend", """{ "reason": "The receiver is back" }""")
            : Did(@operator, Post, path + "/discard", """{ "reason": "The order was answered by telephone" }"""));
        if (resend)
        {
            await trade.Wait(300);
            await receiver.Next();
            await Pulled(trade.Provider, "endpoint.failing");
            await Pulled(trade.Provider, "endpoint.recovered");
        }
    }

    /// <summary>
    /// Slow enough to be stopped in the middle: one event a second, and so many that it is not done before, however slow the
    /// machine is. Each step waits for a push, not for the clock.
    /// </summary>
    private async Task Recover(string product, string price)
    {
        for (var i = 0; i < Missed; i++)
        {
            var order = (await marketplace.Post("/orders", Order(product, price), ("Idempotency-Key", Tests.Trade.NewKey()))).ShouldBe(201).Id;
            await Until(async () => (await provider.Get($"/events?order={order}&after=0&wait=30")).Data.Count > 0);
        }

        await using var receiver = await Receiver.Start();
        var endpoint = await Listen(provider, receiver, "");
        var body = $$"""{ "endpoint_id": "{{endpoint}}", "from": "{{Long}}", "types": ["order.*"], "which": "all", "per_second": 1 }""";
        var path = "/recoveries/" + (await Did(provider, Post, "/recoveries", body)).Id;
        await receiver.Next();
        await Did(provider, Post, path + "/pause");
        await Did(provider, Post, path + "/resume");
        await receiver.Next();
        await Did(provider, Post, path + "/cancel");
        (await recording.Call(provider, Post, path + "/resume")).ShouldBe(409);
        await Did(provider, Get, path);
        await Did(provider, Get, "/recoveries");
    }

    /// <summary>A receiver that says 410 is not asked again.</summary>
    private async Task Gone()
    {
        await using var receiver = await Receiver.Start();
        var trade = await Tests.Trade.Begin(host);
        await Listen(trade.Provider, receiver, "");
        receiver.Status = 410;
        await trade.Order();
        await receiver.Next();
        await Pulled(trade.Provider, "endpoint.disabled");
    }

    private async Task<string> Listen(Client account, Receiver receiver, string further)
    {
        var endpoint = await Did(account, Post, "/webhook-endpoints", $$"""{ "url": "{{receiver.Url}}"{{further}} }""");
        await Until(async () => (await account.Get("/webhook-endpoints/" + endpoint.Id))["status"] == "enabled");
        return endpoint.Id;
    }

    private async Task<string> Place(string product, string price) => (await Did(marketplace, Post, "/orders", Order(product, price))).Id;

    private static string Order(string product, string price) => $$"""
        { "prod_id": "{{product}}", "pricing_id": "{{price}}", "input": { "appointment": "2026-12-01" }, "user": { "reference": "customer-18" } }
        """;

    private async Task Received(Receiver receiver) => recording.Push((await receiver.Next()).Body);

    /// <summary>What is pulled is what is pushed.</summary>
    private async Task Pulled(Client account, string type)
    {
        var path = $"/events?type={type}&after=0&wait=30";
        await Until(async () => (await account.Get(path)).Data.Count > 0);
        recording.Push(JsonNode.Parse((await account.Get(path)).Data[0].GetProperty("payload").GetRawText())!);
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<Answer> Did(Client client, HttpMethod method, string path, string? body = null)
    {
        var answer = await recording.Call(client, method, path, body is null ? null : JsonNode.Parse(body));
        answer.Status.ShouldBeLessThan(300, $"{method} {path}: {answer.Text}");
        return answer;
    }
}
