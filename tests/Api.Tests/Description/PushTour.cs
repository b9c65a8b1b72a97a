using System.Text.Json.Nodes;
using Actors.Keys;

namespace Actors.Tests.Description;

/// <summary>Partners who listen: every push is received once, some are parked, and an operator decides about those.</summary>
internal sealed class PushTour(ActorsApplication host, Recording recording, Client provider, Client marketplace)
{
    private static readonly HttpMethod Post = HttpMethod.Post;

    public async Task Run(string product, string price)
    {
        await using var receiver = await Receiver.Start();
        var unheard = await Place(product, price);
        await Did(provider, HttpMethod.Put, "/webhook-endpoint", $$"""{ "url": "{{receiver.Url}}", "description": "Order desk" }""");
        await Did(provider, HttpMethod.Get, "/webhook-endpoint");
        await Did(provider, Post, "/webhook-endpoint/rotate", """{ "overlap_seconds": 86400 }""");
        await Did(provider, Post, $"/orders/{unheard}/redeliver");
        await Received(receiver);
        await recording.Call(marketplace, HttpMethod.Put, "/webhook-endpoint", new JsonObject { ["url"] = receiver.Url });

        var order = await Place(product, price);
        await Received(receiver);
        await Respond(order, """{ "status": "Need_more_info", "output": { "required_fields": "access" } }""");
        await Received(receiver);
        await Did(marketplace, Post, $"/orders/{order}/info", """{ "fields": { "access": "Ring the upper bell" } }""");
        await Received(receiver);
        await Respond(order, """{ "status": "Succesful", "output": { "booking": "B-1093" } }""");
        await Received(receiver);
        await Respond(unheard, """{ "status": "Failed", "output": { "error": "Over capacity in this street" } }""");
        await Received(receiver);
        await Park(receiver, product, price);
        await Did(provider, HttpMethod.Delete, "/webhook-endpoint");
    }

    private async Task Park(Receiver receiver, string product, string price)
    {
        receiver.Status = 410;
        foreach (var _ in (int[])[1, 2])
        {
            await Place(product, price);
            await receiver.Next();
        }

        var @operator = await host.As(KeyRole.Operator, "platform");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Answer parked;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            parked = await @operator.Get("/parked-messages");
        }
        while (parked.Data.Count < 2);

        await Did(@operator, HttpMethod.Get, "/parked-messages");
        receiver.Status = 204;
        await Did(@operator, Post, $"/parked-messages/{parked.Data[0].GetProperty("sequence")}/resend", """{ "reason": "The receiver is back" }""");
        await receiver.Next();
        await Did(@operator, Post, $"/parked-messages/{parked.Data[1].GetProperty("sequence")}/discard", """{ "reason": "The order was answered by telephone" }""");
    }

    private async Task<string> Place(string product, string price) => (await Did(marketplace, Post, "/orders", $$"""
        { "prod_id": "{{product}}", "pricing_id": "{{price}}", "input": { "appointment": "2026-12-01" }, "user": { "reference": "customer-18" } }
        """)).Id;

    private async Task Respond(string order, string answer) => await Did(provider, Post, "/orders/" + order, answer);

    private async Task Received(Receiver receiver)
    {
        var push = await receiver.Next();
        recording.Push(push["type"]!.GetValue<string>(), push);
    }

    private async Task<Answer> Did(Client client, HttpMethod method, string path, string? body = null)
    {
        var answer = await recording.Call(client, method, path, body is null ? null : JsonNode.Parse(body));
        answer.Status.ShouldBeLessThan(300, $"{method} {path}: {answer.Text}");
        return answer;
    }
}
