using System.Text.Json.Nodes;

namespace Actors.Tests;

/// <summary>A provider with an orderable product and a marketplace that orders it, each with an account of its own.</summary>
internal sealed record Trade(Client Provider, Client Marketplace, string ProductId, string PriceId)
{
    public static async Task<Trade> Begin(ActorsApplication application, bool listens = false)
    {
        var provider = await application.Provider();
        if (listens)
        {
            await Listen(application, provider);
        }

        var product = await provider.CreateProduct();
        var price = await provider.CreatePrice(product);
        return new Trade(provider, await application.Marketplace(), product, price);
    }

    private static int _keys;

    /// <summary>An Idempotency-Key that was not used before.</summary>
    public static string NewKey() => "key-" + Interlocked.Increment(ref _keys);

    /// <summary>Nobody listens there; but the order has its 60 seconds, as the provider might. Gives the endpoint's id.</summary>
    public static async Task<string> Listen(ActorsApplication application, Client account)
    {
        var endpoint = (await account.Post("/webhook-endpoints", new { url = "http://127.0.0.1:9/hooks" })).ShouldBe(201).Id;
        await application.Verify(account, endpoint);
        return endpoint;
    }

    public JsonObject Body(string reference = "user-1") => new()
    {
        ["prod_id"] = ProductId,
        ["pricing_id"] = PriceId,
        ["input"] = new JsonObject { ["appointment"] = "2026-12-01" },
        ["user"] = new JsonObject { ["reference"] = reference },
    };

    public Task<Answer> Place(JsonObject? body = null, string? key = null) =>
        Marketplace.Post("/orders", body ?? Body(), ("Idempotency-Key", key ?? NewKey()));

    /// <summary>The id of a new order.</summary>
    public async Task<string> Order() => (await Place()).ShouldBe(201).Id;

    public Task<Answer> Respond(string order, string status, object? output = null) =>
        Provider.Post("/orders/" + order, new { status, output = output ?? new { } });

    /// <summary>Moves the provider's clock, which is the order's.</summary>
    public async Task Wait(int seconds) =>
        (await Provider.Post("/sandbox/clock/advance", new { by_seconds = seconds })).ShouldBe(200);
}

/// <summary>What many tests need of a provider.</summary>
internal static class Catalogue
{
    public static async Task<string> CreateProduct(this Client provider, bool enabled = true) =>
        (await provider.Post("/products", new { name = "Superfast 80", product_type = "utilities_broadband", enabled })).ShouldBe(201).Id;

    public static async Task<string> CreatePrice(this Client provider, string product, long amount = 3999) =>
        (await provider.Post($"/products/{product}/pricing", new { name = "Monthly", amount, currency = "GBP" })).ShouldBe(201).Id;
}
