using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Commands.Partner;

namespace Actors.Commands.Trigger;

/// <summary>Places an order that any product takes: finds or makes the product, and fills in what it asks for.</summary>
/// <param name="api">As the account that the event is for.</param>
/// <param name="other">As the provider, when <paramref name="api"/> is a marketplace's and the order is not to be a test order.</param>
/// <param name="product">The product, or null for any.</param>
/// <param name="say">Tells whoever waits what is done about something unforeseen.</param>
internal sealed class SandboxOrder(PartnerApi api, PartnerApi? other, string? product, Action<string> say)
{
    public PartnerApi Api => api;

    public void Say(string line) => say(line);

    /// <summary>As a provider: an order from nobody but us.</summary>
    public async Task<string> PlaceTest(CancellationToken stop)
    {
        try
        {
            return await Place("/sandbox/orders", api, stop);
        }
        catch (ApiRefusedException refused) when (refused.Code is "product_not_found" or "scope_missing")
        {
            throw new ApiRefusedException(refused.Status, refused.Code, $"{refused.Message}\n  This event goes to the provider of a product: use that provider's key.");
        }
    }

    /// <summary>As a marketplace: an order of the other's product, or of the sandbox's own, with its provider's answer.</summary>
    public async Task<string> PlaceAnswered(JsonObject answer, CancellationToken stop)
    {
        if (other is not null)
        {
            var id = await Place("/orders", other, stop);
            await other.Post("/orders/" + id, answer, stop);
            return id;
        }

        if (product is not null)
        {
            throw new UsageException("This product's own provider must answer: give its key in ACTORS_OTHER_KEY or --other-key-file, or leave --product out for a test order.");
        }

        try
        {
            var id = Id(await api.Post("/sandbox/orders", Order("prod_test", "price_test", []), stop));
            await api.Post($"/sandbox/orders/{id}/answer", answer, stop);
            return id;
        }
        catch (ApiRefusedException refused) when (refused.Code is "product_not_found" or "scope_missing")
        {
            throw new ApiRefusedException(refused.Status, refused.Code, $"{refused.Message}\n  This event goes to the marketplace that placed an order: use that marketplace's key.");
        }
    }

    private async Task<string> Place(string path, PartnerApi provider, CancellationToken stop)
    {
        var id = product ?? await FindProduct(provider, stop) ?? await MakeProduct(provider, stop);
        var price = await FindPrice(provider, id, stop) ?? await MakePrice(provider, id, stop);
        return Id(await api.Post(path, Order(id, price, await Input(provider, id, stop)), stop));
    }

    private static JsonObject Order(string product, string price, JsonObject input) => new()
    {
        ["prod_id"] = product,
        ["pricing_id"] = price,
        ["quantity"] = 1,
        ["input"] = input,
        ["user"] = new JsonObject { ["reference"] = "trigger", ["name"] = "Test User", ["email"] = "test.user@example.com" },
    };

    private static async Task<string?> FindProduct(PartnerApi provider, CancellationToken stop) =>
        (await provider.Get("/products?limit=100", stop)).GetProperty("data").EnumerateArray()
            .Where(found => found.GetProperty("orderable").GetBoolean())
            .Select(Id)
            .FirstOrDefault();

    private static async Task<string> MakeProduct(PartnerApi provider, CancellationToken stop)
    {
        var made = await provider.Post(
            "/products",
            new JsonObject { ["name"] = "Test product", ["description"] = "Made by trigger", ["product_type"] = "utilities_broadband", ["enabled"] = false },
            stop);
        var meta = new JsonObject([.. made.GetProperty("missing_meta").EnumerateArray().Select(key => KeyValuePair.Create<string, JsonNode?>(key.GetString()!, "test"))]);
        await provider.Patch("/products/" + Id(made), new JsonObject { ["meta"] = meta, ["enabled"] = true }, stop);
        return Id(made);
    }

    private static async Task<string?> FindPrice(PartnerApi provider, string id, CancellationToken stop) =>
        (await provider.Get($"/products/{Uri.EscapeDataString(id)}/pricing?limit=100", stop)).GetProperty("data").EnumerateArray()
            .Where(price => price.GetProperty("status").ValueEquals("Active"))
            .Select(Id)
            .FirstOrDefault();

    private static async Task<string> MakePrice(PartnerApi provider, string id, CancellationToken stop) => Id(await provider.Post(
        $"/products/{id}/pricing", new JsonObject { ["name"] = "Test price", ["amount"] = 3999, ["currency"] = "GBP" }, stop));

    /// <summary>Something that fits each required field.</summary>
    private static async Task<JsonObject> Input(PartnerApi provider, string id, CancellationToken stop)
    {
        var input = new JsonObject();
        foreach (var field in (await provider.Get($"/products/{id}/fields", stop)).GetProperty("fields").EnumerateArray())
        {
            if (field.GetProperty("required").GetBoolean())
            {
                input[field.GetProperty("name").GetString()!] = Value(field);
            }
        }

        return input;
    }

    private static string Value(JsonElement field) => field.GetProperty("type").GetString() switch
    {
        "email" => "test.user@example.com",
        "phone" => "+441632960000",
        "date" => "2030-01-31",
        "number" => "1",
        "boolean" => "true",
        "choice" => field.GetProperty("options")[0].GetString()!,
        _ => "test"[..(field.TryGetProperty("max_length", out var most) && most.ValueKind == JsonValueKind.Number ? Math.Min(4, most.GetInt32()) : 4)],
    };

    private static string Id(JsonElement json) => json.GetProperty("id").GetString()!;
}
