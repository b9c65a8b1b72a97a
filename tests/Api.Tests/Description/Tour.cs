using System.Text.Json.Nodes;
using Actors.Keys;

namespace Actors.Tests.Description;

/// <summary>Two partners and an operator at work: every operation is called at least once, so that it has an example.</summary>
internal sealed class Tour(ActorsApplication host, Recording recording)
{
    private static readonly HttpMethod Get = HttpMethod.Get;
    private static readonly HttpMethod Post = HttpMethod.Post;
    private static readonly HttpMethod Put = HttpMethod.Put;
    private static readonly HttpMethod Patch = HttpMethod.Patch;

    private Client _provider = null!;
    private Client _marketplace = null!;
    private Client _operator = null!;

    public async Task Run()
    {
        _provider = await host.As(KeyRole.Provider, "north-broadband");
        _marketplace = await host.As(KeyRole.Marketplace, "home-services");
        _operator = await host.As(KeyRole.Operator, "platform");
        var (product, price) = await Sell();
        await Order(product, price);
        await TryOut(product, price);
        await new PushTour(host, recording, _provider, _marketplace).Run(product, price);
        await Manage(product, price);
        await Operate();
    }

    private async Task<(string Product, string Price)> Sell()
    {
        var product = await Did(_provider, Post, "/products", """
            { "name": "Superfast 80", "description": "80 Mbit/s, unlimited", "product_type": "utilities_broadband", "meta": { "speed": "80" } }
            """);
        var path = "/products/" + product.Id;
        await Did(_provider, Put, path + "/fields", """
            { "fields": [ { "name": "appointment", "label": "Installation day", "type": "date", "required": true },
              { "name": "router", "label": "Router", "type": "choice", "options": ["none", "basic", "mesh"] } ] }
            """);
        var price = await Did(_provider, Post, path + "/pricing", """{ "name": "Monthly", "amount": 3999, "currency": "GBP" }""");
        await Did(_marketplace, Get, path);
        await Did(_marketplace, Get, "/products?limit=2");
        await Did(_marketplace, Get, path + "/fields");
        await Did(_provider, Get, path + "/fields/1");
        await Did(_marketplace, Get, path + "/pricing");
        await Did(_marketplace, Get, path + "/pricing/" + price.Id);
        await Did(_provider, Get, "/product-types");
        await Did(_provider, Get, "/product-types/utilities_broadband");
        return (product.Id, price.Id);
    }

    private async Task Order(string product, string price)
    {
        var order = "/orders/" + (await Place(product, price)).Id;
        var shown = await Did(_marketplace, Get, order);
        await Called(shown.Headers["Request-Id"]);
        await Did(_provider, HttpMethod.Patch, order, """{ "metadata": { "ticket": "T-4471" } }""");
        await Refused(403, _operator, HttpMethod.Patch, order, """{ "metadata": { "ticket": "T-4471" } }""");
        await Did(_provider, Get, "/orders?queue=manual&limit=2");
        await Did(_provider, Get, "/users/" + shown["tpp_user_id"]);
        await Did(_provider, Post, order + "/claim", """{ "by": "desk-2" }""");
        await Refused(409, _provider, Post, order + "/claim", """{ "by": "desk-3" }""");
        await Refused(409, _provider, Post, order + "/release", """{ "by": "desk-3" }""");
        await Did(_provider, Post, order + "/release", """{ "by": "desk-2" }""");
        await Refused(409, _marketplace, Post, order + "/info", """{ "fields": { "access": "at the desk" } }""");
        await recording.Call(_provider, Post, order, JsonNode.Parse("""{ "status": "Need_more_info", "output": { "required_fields": "access" } }""")!);
        await Published(1);
        await Did(_marketplace, Post, order + "/info", """{ "fields": { "access": "Ring the upper bell" } }""");
        await Did(_provider, Post, order, """{ "status": "Succesful", "output": { "booking": "B-1093" } }""");
        await Refused(409, _provider, Post, order, """{ "status": "Failed", "output": { "error": "Over capacity" } }""");
        await Published(2);
        await Did(_marketplace, Get, order + "/timeline");
    }

    /// <summary>A call can be read a moment after it was answered.</summary>
    private async Task Called(string request)
    {
        using var limit = new CancellationTokenSource(PushTour.Limit);
        while ((await _marketplace.Get("/calls/" + request)).Status != 200)
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        await Did(_marketplace, Get, "/calls/" + request);
        await Did(_marketplace, Get, "/calls?request_id=" + request);
    }

    /// <summary>Waits until the marketplace's log has so many events: they follow the order's turns.</summary>
    private async Task Published(int events)
    {
        using var limit = new CancellationTokenSource(PushTour.Limit);
        while ((await _marketplace.Get($"/events?after={events - 1}&wait=30")).ShouldBe(200).Data.Count == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A provider alone, and a marketplace alone: the other side is played for them.</summary>
    private async Task TryOut(string product, string price)
    {
        var order = await Did(_provider, Post, "/sandbox/orders", $$"""
            { "prod_id": "{{product}}", "pricing_id": "{{price}}", "input": { "appointment": "2026-12-01" }, "user": { "reference": "test-user" } }
            """);
        await Did(_provider, Post, "/orders/" + order.Id, """{ "status": "Need_more_info", "output": { "required_fields": "access" }, "answer_within_seconds": 604800 }""");
        await Did(_provider, Post, $"/sandbox/orders/{order.Id}/info", """{ "fields": { "access": "Ring the upper bell" } }""");
        var answered = await Did(_marketplace, Post, "/sandbox/orders", """
            { "prod_id": "prod_test", "pricing_id": "price_test", "user": { "reference": "test-user" } }
            """);
        await Did(_marketplace, Post, $"/sandbox/orders/{answered.Id}/answer", """{ "status": "Succesful", "output": { "booking": "B-1093" } }""");
        await Refused(409, _marketplace, Post, $"/sandbox/orders/{answered.Id}/answer", """{ "status": "Failed", "output": { "error": "Over capacity" } }""");
        await Published(3);
    }

    private Task<Answer> Place(string product, string price) => Did(_marketplace, Post, "/orders", $$"""
        { "prod_id": "{{product}}", "pricing_id": "{{price}}", "quantity": 1, "input": { "appointment": "2026-12-01", "router": "mesh" },
          "metadata": { "basket": "b-7713" },
          "user": { "reference": "customer-17", "name": "A. Customer", "email": "customer@example.com", "phone": "+44 20 7946 0000",
            "address": { "line1": "1 High Street", "city": "London", "postcode": "N1 1AA", "country": "GB" } } }
        """);

    private async Task Manage(string product, string price)
    {
        var path = "/products/" + product;
        await Did(_provider, Patch, path, """{ "description": "80 Mbit/s, unlimited, router included", "meta": { "router": "included" } }""");
        await Refused(409, _provider, Post, path + "/archive");
        (await recording.Call(_provider, Patch, path, JsonNode.Parse("""{ "name": "Superfast 90" }"""), ("If-Match", "\"1\""))).ShouldRefuse(412, "version_mismatch");
        var old = await recording.Call(_provider, Post, path + "/pricing", JsonNode.Parse("""{ "name": "Yearly", "amount": 43900, "currency": "GBP" }"""));
        await Did(_provider, Patch, $"{path}/pricing/{old.Id}", """{ "name": "Yearly, paid at once" }""");
        await Did(_provider, Post, $"{path}/pricing/{old.Id}/archive");
        await Refused(409, _provider, Patch, $"{path}/pricing/{old.Id}", """{ "name": "Yearly" }""");
        await Did(_operator, Post, path + "/block", """{ "reason": "The description promises what nobody delivers" }""");
        await Refused(409, _provider, Patch, path, """{ "enabled": false }""");
        await Refused(409, _marketplace, Post, "/orders", $$"""{ "prod_id": "{{product}}", "pricing_id": "{{price}}", "user": { "reference": "customer-17" } }""");
        await Did(_operator, Post, path + "/unblock");
        await Did(_provider, Patch, path, """{ "enabled": true, "description": "80 Mbit/s, unlimited" }""");
        var retired = await recording.Call(_provider, Post, "/products", JsonNode.Parse("""{ "name": "Basic 10", "product_type": "utilities_broadband", "enabled": false }"""));
        await Did(_provider, Post, $"/products/{retired.Id}/archive");
    }

    private async Task Operate()
    {
        await Did(_operator, Put, "/product-types/utilities_tv", """{ "required_meta": ["channels"] }""");
        var key = await Did(_operator, Post, "/keys", """{ "owner": "north-broadband", "role": "provider", "name": "Order desk", "scopes": ["orders:read", "orders:write"] }""");
        await Did(_operator, Get, "/keys/" + key.Id);
        await Did(_operator, Get, "/keys?limit=1");
        await Did(_operator, Post, $"/keys/{key.Id}/revoke", """{ "reason": "The desk moved" }""");
        await Did(_provider, Get, "/account");
        await Did(_provider, Patch, "/account", """{ "api_version": "2026-11-22" }""");
        await Did(_provider, Get, "/sandbox/clock");
        await Refused(403, await host.As(KeyRole.Provider, "north-broadband", DataEnvironment.Production), Get, "/sandbox/clock");
        await Did(_provider, Post, "/sandbox/clock/advance", """{ "by_seconds": 60 }""");
    }

    private async Task<Answer> Did(Client client, HttpMethod method, string path, string? body = null)
    {
        var answer = await recording.Call(client, method, path, body is null ? null : JsonNode.Parse(body));
        answer.Status.ShouldBeLessThan(300, $"{method} {path}: {answer.Text}");
        return answer;
    }

    private async Task Refused(int status, Client client, HttpMethod method, string path, string? body = null) =>
        (await recording.Call(client, method, path, body is null ? null : JsonNode.Parse(body))).ShouldBe(status);
}
