namespace Actors.Tests.Orders;

public sealed class QueueTests(ActorsApplication application)
{
    [Fact]
    [Requirement("MM-19")]
    public async Task Orders_can_be_polled()
    {
        var trade = await Trade.Begin(application);
        var (first, second, third) = (await trade.Order(), await trade.Order(), await trade.Order());
        (await trade.Respond(second, "Successful")).ShouldBe(200);
        (await trade.Provider.Get("/orders?status=Pending")).Ids.ShouldBe([third, first]);
        (await trade.Provider.Get("/orders?status=Succesful")).Ids.ShouldBe([second]);
        (await trade.Provider.Get("/orders?status=Successful,Pending")).Ids.ShouldBe([third, second, first]);
        (await trade.Marketplace.Get("/orders?status=need-more-info")).Ids.ShouldBeEmpty();
        (await trade.Provider.Get("/orders?status=Open")).ShouldRefuse(422, "query_invalid");
    }

    [Fact]
    [Requirement("MM-25")]
    [Requirement("MM-36")]
    [Requirement("MM-37")]
    public async Task After_a_minute_an_order_is_still_pending_and_in_the_manual_queue()
    {
        var trade = await Trade.Begin(application, listens: true);
        var order = await trade.Order();
        await Shows(trade, order, "processing…", "processing");
        await trade.Wait(30);

        // Real time passes as well: half a minute is left for a slow machine. To the millisecond it is shown of the order's grain.
        await Shows(trade, order, "processing…", "processing");
        await trade.Wait(30);
        await Shows(trade, order, "Pending", "manual");
    }

    [Fact]
    [Requirement("MM-36")]
    public async Task Without_an_endpoint_an_order_is_manual_at_once()
    {
        var trade = await Trade.Begin(application);
        await Shows(trade, await trade.Order(), "Pending", "manual");
    }

    [Fact]
    [Requirement("MM-36")]
    public async Task One_person_takes_an_order_out_of_the_manual_queue()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var path = "/orders/" + order;
        (await trade.Provider.Post(path + "/claim", new { by = "clerk-1@example.com" })).ShouldBe(200)["claimed_by"].ShouldBe("clerk-1@example.com");
        (await trade.Provider.Post(path + "/claim", new { by = "clerk-2@example.com" })).ShouldRefuse(409, "order_claimed")["detail"].ShouldContain("clerk-1@example.com");
        (await trade.Provider.Post(path + "/release", new { by = "clerk-2@example.com" })).ShouldRefuse(409, "order_claimed");
        (await trade.Provider.Post(path + "/release", new { by = "clerk-1@example.com" })).ShouldBe(200).Json.GetProperty("claimed_by").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await trade.Provider.Post(path + "/claim", new { by = " " })).ShouldRefuse(422, "required", "/by");
        (await trade.Marketplace.Post(path + "/claim", new { by = "clerk-1" })).ShouldRefuse(403, "scope_missing");
    }

    [Fact]
    public async Task An_order_in_its_minute_cannot_be_claimed()
    {
        var trade = await Trade.Begin(application, listens: true);
        (await trade.Provider.Post($"/orders/{await trade.Order()}/claim", new { by = "clerk-1" })).ShouldRefuse(409, "order_processing");
    }

    [Fact]
    public async Task An_order_is_pushed_once_more_when_someone_listens()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        (await trade.Provider.Post($"/orders/{order}/redeliver")).ShouldRefuse(409, "endpoint_missing");
        await Trade.Listen(application, trade.Provider);
        (await trade.Provider.Post($"/orders/{order}/redeliver")).ShouldBe(200);
    }

    [Fact]
    public async Task Orders_are_found_by_product_and_by_time()
    {
        var trade = await Trade.Begin(application);
        var first = (await trade.Place()).ShouldBe(201);
        await trade.Wait(3600);
        var second = await trade.Order();
        var other = await trade.Provider.CreateProduct();
        (await trade.Provider.Get("/orders?prod_id=" + trade.ProductId)).Ids.ShouldBe([second, first.Id]);
        (await trade.Provider.Get("/orders?prod_id=" + other)).Ids.ShouldBeEmpty();

        var between = Uri.EscapeDataString(first.Json.GetProperty("created").GetDateTimeOffset().AddMinutes(30).ToString("O"));
        (await trade.Provider.Get("/orders?created[gte]=" + between)).Ids.ShouldBe([second]);
        (await trade.Provider.Get("/orders?created_to=" + between)).Ids.ShouldBe([first.Id]);
        (await trade.Provider.Get("/orders?created[lt]=yesterday")).ShouldRefuse(422, "query_invalid");
        (await trade.Provider.Get("/orders?queue=fast")).ShouldRefuse(422, "query_invalid");
        (await trade.Provider.Get("/orders?queue=manual&status=Failed")).ShouldRefuse(422, "query_invalid");
    }

    [Theory]
    [InlineData("prod_id=%00")]
    [InlineData("prod_id=prod_%00")]
    [InlineData("prod_id=po_1")]
    [InlineData("starting_after=po_%00")]
    [InlineData("ending_before=%00")]
    public async Task What_can_be_no_id_finds_nothing_and_breaks_nothing(string query) =>
        (await (await application.Provider()).Get("/orders?" + query)).ShouldRefuse(422, "query_invalid");

    [Fact]
    public async Task The_parties_list_their_own_orders()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        (await trade.Marketplace.Get("/orders")).Ids.ShouldBe([order]);
        (await (await application.Marketplace()).Get("/orders")).Ids.ShouldBeEmpty();
        (await (await application.Provider()).Get("/orders")).Ids.ShouldBeEmpty();
        (await (await application.Operator()).Get("/orders?limit=100")).Ids.ShouldContain(order);
        (await (await application.Provider()).Get("/orders?starting_after=" + order)).ShouldRefuse(422, "query_invalid");
    }

    private static async Task Shows(Trade trade, string order, string display, string queue)
    {
        var other = queue == "manual" ? "processing" : "manual";
        var read = await trade.Provider.Get("/orders/" + order);
        (read["status"], read["display_status"], read["queue"]).ShouldBe(("Pending", display, queue));
        (await trade.Provider.Get("/orders?queue=" + queue)).Ids.ShouldBe([order]);
        (await trade.Provider.Get("/orders?queue=" + other)).Ids.ShouldBeEmpty();
    }
}
