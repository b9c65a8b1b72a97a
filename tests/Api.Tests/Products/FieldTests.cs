using Actors.Keys;

namespace Actors.Tests.Products;

public sealed class FieldTests(ActorsApplication application)
{
    private static readonly object Fields = new
    {
        fields = new object[]
        {
            new { name = "appointment", label = "Preferred day", type = "date", required = true },
            new { name = "note", type = "text", max_length = 10 },
            new { name = "speed", type = "choice", options = new[] { "80", "160" } },
        },
    };

    [Fact]
    [Requirement("MM-24")]
    public async Task An_operator_publishes_the_fields_of_a_product_and_anyone_who_orders_can_read_them()
    {
        var (trade, @operator) = (await Trade.Begin(application), await application.Operator());
        var path = $"/products/{trade.ProductId}/fields";
        var none = await trade.Marketplace.Get(path);
        (none["version"], none.Json.GetProperty("fields").GetArrayLength()).ShouldBe(("0", 0));

        (await @operator.Put(path, Fields)).ShouldBe(200)["version"].ShouldBe("1");
        var seen = await trade.Marketplace.Get(path);
        var first = seen.Json.GetProperty("fields")[0];
        (first.GetProperty("name").GetString(), first.GetProperty("type").GetString(), first.GetProperty("required").GetBoolean()).ShouldBe(("appointment", "date", true));
    }

    [Fact]
    [Requirement("MM-24")]
    public async Task A_provider_publishes_them_itself_when_its_key_may()
    {
        var trade = await Trade.Begin(application);
        var path = $"/products/{trade.ProductId}/fields";
        var without = await application.As(KeyRole.Provider, trade.Provider.Owner, scopes: [Scopes.ProductsWrite]);
        (await without.Put(path, Fields)).ShouldRefuse(403, "scope_missing")["scope"].ShouldBe(Scopes.FieldsWrite);
        (await trade.Provider.Put(path, Fields)).ShouldBe(200);
    }

    [Fact]
    public async Task Each_version_can_be_read_again()
    {
        var trade = await Trade.Begin(application);
        var path = $"/products/{trade.ProductId}/fields";
        await trade.Provider.Put(path, Fields);
        (await trade.Provider.Put(path, new { fields = Array.Empty<object>() })).ShouldBe(200)["version"].ShouldBe("2");
        (await trade.Provider.Get(path + "/1")).Json.GetProperty("fields").GetArrayLength().ShouldBe(3);
        (await trade.Provider.Get(path))["version"].ShouldBe("2");
        (await trade.Provider.Get(path + "/3")).ShouldRefuse(404, "field_schema_not_found");
        (await trade.Provider.Get(path + "/one")).ShouldRefuse(404, "route_unknown");
    }

    [Fact]
    [Requirement("MM-23")]
    public async Task An_order_that_lacks_a_required_field_is_refused()
    {
        var trade = await Trade.Begin(application);
        await trade.Provider.Put($"/products/{trade.ProductId}/fields", Fields);
        var body = trade.Body();
        body["input"]!.AsObject().Remove("appointment");
        body["input"]!["speed"] = "1000";
        (await trade.Place(body)).ShouldRefuse(422, "validation_failed").Pointers.ShouldBe(["/input/appointment", "/input/speed"], ignoreOrder: true);
        (await trade.Place()).ShouldBe(201);
    }

    [Fact]
    public async Task A_field_of_no_known_type_is_refused()
    {
        var trade = await Trade.Begin(application);
        var answer = await trade.Provider.Put($"/products/{trade.ProductId}/fields", """{ "fields": [ { "name": "a", "type": "text" }, { "name": "b", "type": "colour" } ] }""");
        answer.ShouldRefuse(422, "field_type_unknown", "/fields/1/type")["detail"].ShouldContain("choice");
    }
}
