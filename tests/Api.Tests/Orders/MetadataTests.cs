using System.Text.Json.Nodes;

namespace Actors.Tests.Orders;

public sealed class MetadataTests(ActorsApplication application)
{
    [Fact]
    public async Task Each_party_sees_and_changes_its_own()
    {
        var trade = await Trade.Begin(application);
        var body = trade.Body();
        body["metadata"] = new JsonObject { ["basket"] = "b-1", ["gone"] = "x" };
        var order = (await trade.Place(body)).ShouldBe(201);
        order.Map("metadata").ShouldBe(new Dictionary<string, string> { ["basket"] = "b-1", ["gone"] = "x" });
        var path = "/orders/" + order.Id;
        (await trade.Provider.Get(path)).Map("metadata").ShouldBeEmpty();

        (await trade.Provider.Patch(path, new { metadata = new { ticket = "17" } })).ShouldBe(200).Map("metadata").ShouldBe(new Dictionary<string, string> { ["ticket"] = "17" });
        (await trade.Marketplace.Patch(path, new { metadata = new { gone = "", more = "2" } })).ShouldBe(200);
        (await trade.Marketplace.Get(path)).Map("metadata").ShouldBe(new Dictionary<string, string> { ["basket"] = "b-1", ["more"] = "2" });
        (await trade.Provider.Get("/orders")).Data[0].GetProperty("metadata").GetProperty("ticket").GetString().ShouldBe("17");
    }

    [Fact]
    public async Task A_final_order_still_takes_notes_and_others_do_not_reach_it()
    {
        var trade = await Trade.Begin(application);
        var path = "/orders/" + await trade.Order();
        (await trade.Provider.Post(path, new { status = "Successful", output = new { } })).ShouldBe(200);
        (await trade.Provider.Patch(path, new { metadata = new { a = "1" } })).ShouldBe(200);
        (await (await application.Provider()).Patch(path, new { metadata = new { a = "2" } })).ShouldRefuse(404, "order_not_found");
        (await (await application.Operator()).Patch(path, new { metadata = new { a = "2" } })).ShouldRefuse(403, "no_party");
    }

    [Theory]
    [InlineData("a[0]", "v", "invalid_name")]
    [InlineData("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk", "v", "invalid_name")]
    public async Task A_pair_out_of_bounds_is_named(string key, string value, string code)
    {
        var trade = await Trade.Begin(application);
        var pair = new JsonObject { [key] = value };
        var body = trade.Body();
        body["metadata"] = pair.DeepClone();
        (await trade.Place(body)).ShouldRefuse(422, code, "/metadata/" + key);
        (await trade.Provider.Patch("/products/" + trade.ProductId, new JsonObject { ["metadata"] = pair }.ToJsonString())).ShouldRefuse(422, code, "/metadata/" + key);
    }

    [Fact]
    public async Task A_product_keeps_its_providers_notes_for_its_provider()
    {
        var trade = await Trade.Begin(application);
        var path = "/products/" + trade.ProductId;
        (await trade.Provider.Patch(path, new { metadata = new { cost = "12", gone = "x" } })).ShouldBe(200);
        (await trade.Provider.Patch(path, new { metadata = new { gone = "" } })).ShouldBe(200).Map("metadata").ShouldBe(new Dictionary<string, string> { ["cost"] = "12" });
        (await trade.Marketplace.Get(path)).ShouldBe(200).Map("metadata").ShouldBeEmpty();
        (await trade.Provider.Patch(path, """{ "metadata": { "cost": 12 } }""")).ShouldRefuse(422, "type_mismatch", "/metadata/cost")["detail"].ShouldContain("quotes");
        var fifty = Enumerable.Range(0, 51).ToDictionary(i => "k" + i, _ => "v");
        (await trade.Provider.Post("/products", new { name = "A", product_type = "lending", metadata = fifty })).ShouldRefuse(422, "too_many", "/metadata");
    }
}
