namespace Actors.Tests.Sandbox;

/// <summary>Orders with one account on both sides, to try them out.</summary>
public sealed class TestOrderTests(ActorsApplication application)
{
    [Fact]
    public async Task A_provider_orders_its_own_product_in_the_sandbox_and_nobody_elses()
    {
        var (trade, other) = (await Trade.Begin(application), await Trade.Begin(application));

        var order = (await Place(trade.Provider, trade)).ShouldBe(201);
        (await trade.Provider.Get("/orders/" + order.Id)).ShouldBe(200);
        (await Place(trade.Provider, other)).ShouldRefuse(404, "product_not_found");
        (await Place(trade.Marketplace, trade)).ShouldRefuse(404, "product_not_found");
    }

    [Fact]
    [Requirement("MM-42")]
    public async Task A_marketplace_alone_has_an_order_asked_about_supplied_and_answered()
    {
        var (marketplace, other) = (await application.Marketplace(), await application.Marketplace());
        var order = (await marketplace.Post("/sandbox/orders", TestBody, ("Idempotency-Key", "t"))).ShouldBe(201);
        (order["prod_id"], order["status"], order["queue"]).ShouldBe(("prod_test", "Pending", "manual"));
        (await marketplace.Post("/sandbox/orders", TestBody, ("Idempotency-Key", "t"))).Replayed.ShouldBeTrue();

        var answer = $"/sandbox/orders/{order.Id}/answer";
        (await other.Post(answer, new { status = "Failed", output = new { error = "x" } })).ShouldRefuse(404, "order_not_found");
        (await marketplace.Post(answer, new { status = "Need_more_info", output = new { required_fields = "note" } })).ShouldBe(200);
        (await marketplace.Post($"/orders/{order.Id}/info", new { fields = new { note = "x" } })).ShouldBe(200);
        (await marketplace.Post(answer, new { status = "Successful", output = new { booking = "B-1" } })).ShouldBe(200)["status"].ShouldBe("Succesful", "as its account speaks");
        (await marketplace.Post(answer, new { status = "Failed", output = new { error = "x" } })).ShouldRefuse(409, "order_final");

        (await marketplace.Get($"/events?type=order.need_more_info&order={order.Id}&after=0&wait=30")).Data.Count.ShouldBe(1);
        (await marketplace.Get($"/events?type=order.succeeded&order={order.Id}&after=0&wait=30")).Data.Count.ShouldBe(1);
        (await marketplace.Get($"/orders/{order.Id}?expand=product")).ShouldBe(200).Json.GetProperty("product").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await application.Stranger().Get(new Uri(order["screen_url"]).AbsolutePath)).ShouldBe(200).Text.ShouldContain("Test product");
        (await marketplace.Get("/products/prod_test")).ShouldRefuse(404, "product_not_found");
    }

    [Fact]
    public async Task Nobody_answers_a_real_order_for_its_provider()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var answer = new { status = "Failed", output = new { error = "x" } };
        (await trade.Marketplace.Post($"/sandbox/orders/{order}/answer", answer)).ShouldRefuse(404, "order_not_found");
        (await trade.Provider.Post($"/sandbox/orders/{order}/answer", answer)).ShouldRefuse(404, "order_not_found");
        (await trade.Marketplace.Post("/orders", TestBody, ("Idempotency-Key", "t"))).ShouldRefuse(404, "product_not_found");
        (await trade.Provider.Post("/sandbox/orders", TestBody, ("Idempotency-Key", "t"))).ShouldRefuse(404, "product_not_found");
    }

    [Fact]
    public async Task Only_a_test_orders_user_is_spoken_for()
    {
        var trade = await Trade.Begin(application);
        var real = await trade.Order();
        (await trade.Respond(real, "Need_more_info", new { required_fields = "note" })).ShouldBe(200);

        (await trade.Provider.Post($"/sandbox/orders/{real}/info", new { fields = new { note = "x" } })).ShouldRefuse(404, "order_not_found");
    }

    [Fact]
    public async Task Production_has_no_test_orders()
    {
        var live = await application.As(Actors.Keys.KeyRole.Provider, environment: DataEnvironment.Production);

        (await live.Post("/sandbox/orders", new { prod_id = "prod_1", pricing_id = "price_1", user = new { reference = "u" } }, ("Idempotency-Key", Trade.NewKey())))
            .ShouldRefuse(403, "sandbox_only");
    }

    [Fact]
    public async Task Waiting_for_an_event_ends_with_the_event()
    {
        var trade = await Trade.Begin(application);
        var waiting = trade.Provider.Get("/events?after=0&wait=30");

        await Place(trade.Provider, trade);

        (await waiting).Json.GetProperty("data").GetArrayLength().ShouldBe(1);
        (await trade.Provider.Get("/events?after=1&wait=0")).Json.GetProperty("data").GetArrayLength().ShouldBe(0);
        (await trade.Provider.Get("/events?after=1&wait=31")).ShouldRefuse(422, "query_invalid");
        (await trade.Provider.Get("/events?wait=5")).ShouldRefuse(422, "query_invalid");
    }

    private const string TestBody = """{ "prod_id": "prod_test", "pricing_id": "price_test", "user": { "reference": "u" } }""";

    private static Task<Answer> Place(Client client, Trade trade) =>
        client.Post("/sandbox/orders", trade.Body(), ("Idempotency-Key", Trade.NewKey()));
}
