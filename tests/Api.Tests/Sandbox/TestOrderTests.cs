namespace Actors.Tests.Sandbox;

/// <summary>Orders that a provider places for its own products, to try them out.</summary>
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

    private static Task<Answer> Place(Client client, Trade trade) =>
        client.Post("/sandbox/orders", trade.Body(), ("Idempotency-Key", Trade.NewKey()));
}
