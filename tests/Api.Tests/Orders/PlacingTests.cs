using System.Text.Json.Nodes;
using Actors.Keys;

namespace Actors.Tests.Orders;

public sealed class PlacingTests(ActorsApplication application)
{
    [Fact]
    [Requirement("MM-20")]
    [Requirement("MM-21")]
    [Requirement("MM-22")]
    public async Task An_order_has_the_shape_of_the_source_and_begins_as_pending()
    {
        var trade = await Trade.Begin(application);
        var order = (await trade.Place()).ShouldBe(201);
        order.Id.ShouldMatch("^po_[0-9a-z]{26}$");
        order["status"].ShouldBe("Pending");
        order["prod_id"].ShouldBe(trade.ProductId);
        order["pricing_id"].ShouldBe(trade.PriceId);
        order["tpp_user_id"].ShouldMatch("^tus_[0-9a-z]{26}$");
        order.Map("input").ShouldBe(new Dictionary<string, string> { ["appointment"] = "2026-12-01" });
        (order["quantity"], order["amount"], order["currency"]).ShouldBe(("1", "3999", "GBP"));
        order.Headers["Location"].ShouldBe("/orders/" + order.Id);
    }

    [Theory]
    [Requirement("MM-23")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task Input_is_a_map_of_strings(string value)
    {
        var trade = await Trade.Begin(application);
        var body = trade.Body();
        body["input"]!["appointment"] = JsonNode.Parse(value);
        (await trade.Place(body)).ShouldRefuse(422, "type_mismatch", "/input/appointment");
    }

    [Fact]
    [Requirement("MM-08")]
    public async Task A_disabled_product_cannot_be_ordered()
    {
        var trade = await Trade.Begin(application);
        await trade.Provider.Patch("/products/" + trade.ProductId, new { enabled = false });
        (await trade.Place()).ShouldRefuse(409, "product_disabled", "/prod_id");
    }

    [Fact]
    [Requirement("MM-18")]
    public async Task A_product_can_be_ordered_once_it_is_enabled_and_has_a_price()
    {
        var trade = await Trade.Begin(application);
        var bare = await trade.Provider.CreateProduct();
        var body = trade.Body();
        body["prod_id"] = bare;
        (await trade.Place(body)).ShouldRefuse(409, "product_has_no_price", "/prod_id");
        body["pricing_id"] = await trade.Provider.CreatePrice(bare);
        (await trade.Place(body)).ShouldBe(201);
    }

    [Theory]
    [InlineData("prod_id", "prod_00000000000000000000000000", 404, "product_not_found")]
    [InlineData("prod_id", "nonsense", 404, "product_not_found")]
    [InlineData("pricing_id", "price_00000000000000000000000000", 422, "pricing_not_found")]
    public async Task An_order_of_what_is_not_there_is_refused(string field, string value, int status, string code)
    {
        var trade = await Trade.Begin(application);
        var body = trade.Body();
        body[field] = value;
        (await trade.Place(body)).ShouldRefuse(status, code, "/" + field);
    }

    [Fact]
    public async Task A_product_of_the_other_environment_is_not_there()
    {
        var trade = await Trade.Begin(application);
        var production = await application.As(KeyRole.Marketplace, trade.Marketplace.Owner, DataEnvironment.Production);
        (await production.Post("/orders", trade.Body(), ("Idempotency-Key", "k"))).ShouldRefuse(404, "product_not_found");
    }

    [Theory]
    [Requirement("PT-23")]
    [InlineData(3, null)]
    [InlineData(4, "quantity_exceeds_limit")]
    [InlineData(0, "quantity_too_low")]
    public async Task The_agreed_maximum_holds(int quantity, string? refusal)
    {
        var trade = await Trade.Begin(application);
        var limited = await application.As(KeyRole.Marketplace, trade.Marketplace.Owner, maxQuantity: 3);
        var body = trade.Body();
        body["quantity"] = quantity;
        var answer = await limited.Post("/orders", body, ("Idempotency-Key", Trade.NewKey()));
        _ = refusal is null ? answer.ShouldBe(201) : answer.ShouldRefuse(422, refusal, "/quantity");
    }

    [Theory]
    [InlineData("""{ "reference": "" }""", "required", "/user/reference")]
    [InlineData("""{ }""", "required", "/user/reference")]
    [InlineData("""{ "reference": "r", "email": "nobody" }""", "invalid_value", "/user/email")]
    [InlineData("""{ "reference": "r", "address": { "country": "England" } }""", "invalid_value", "/user/address/country")]
    [InlineData("""{ "reference": "r", "address": { "zip": "N1" } }""", "unknown_field", "/user/address/zip")]
    public async Task A_user_at_fault_is_refused_with_a_pointer(string user, string code, string pointer)
    {
        var trade = await Trade.Begin(application);
        var body = trade.Body();
        body["user"] = JsonNode.Parse(user);
        (await trade.Place(body)).ShouldRefuse(422, code, pointer);
        (await trade.Marketplace.Get("/orders")).Ids.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_a_marketplace_places_orders()
    {
        var trade = await Trade.Begin(application);
        var refusal = (await trade.Provider.Post("/orders", trade.Body(), ("Idempotency-Key", "k"))).ShouldRefuse(403, "scope_missing");
        refusal["scope"].ShouldBe(Scopes.OrdersPlace);
        refusal["detail"].ShouldContain("POST /sandbox/orders", customMessage: "who tries things out alone learns how");
    }

    [Fact]
    public async Task Only_the_marketplace_gets_the_link_to_the_screen()
    {
        var trade = await Trade.Begin(application);
        var order = (await trade.Place()).ShouldBe(201);
        var link = new Uri(order["screen_url"]);
        link.GetLeftPart(UriPartial.Authority).ShouldBe(application.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        link.AbsolutePath.ShouldStartWith($"/o/{order.Id}.");
        (await application.Stranger().Get(link.AbsolutePath)).ShouldBe(200);
        (await trade.Marketplace.Get("/orders/" + order.Id))["screen_url"].ShouldBe(order["screen_url"]);
        (await trade.Provider.Get("/orders/" + order.Id)).Json.TryGetProperty("screen_url", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_order_belongs_to_its_two_parties()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        (await trade.Provider.Get("/orders/" + order)).ShouldBe(200);
        (await trade.Marketplace.Get("/orders/" + order)).ShouldBe(200);
        (await (await application.Operator()).Get("/orders/" + order)).ShouldBe(200);
        (await (await application.Provider()).Get("/orders/" + order)).ShouldRefuse(404, "order_not_found");
        (await (await application.Marketplace()).Get("/orders/" + order)).ShouldRefuse(404, "order_not_found");
        (await (await application.As(KeyRole.Operator, environment: DataEnvironment.Production)).Get("/orders/" + order)).ShouldRefuse(404, "order_not_found");
    }

    [Fact]
    [Requirement("MM-21")]
    public async Task Ids_cannot_be_told_from_the_key_that_made_them()
    {
        var one = await Trade.Begin(application);
        var two = await Trade.Begin(application);
        var (a, b) = ((await one.Place(key: "k")).ShouldBe(201).Id, (await two.Place(key: "k")).ShouldBe(201).Id);
        a.ShouldNotBe(b);
    }
}
