using System.Text.Json;
using Actors.Keys;

namespace Actors.Tests.Http;

public sealed class ExpandTests(ActorsApplication application)
{
    [Fact]
    public async Task An_order_shows_its_product_with_prices_and_its_user()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var shown = (await trade.Provider.Get($"/orders/{order}?expand=product.prices,user")).ShouldBe(200).Json;
        shown.GetProperty("prod_id").GetString().ShouldBe(trade.ProductId);
        shown.GetProperty("product").GetProperty("id").GetString().ShouldBe(trade.ProductId);
        shown.GetProperty("product").GetProperty("prices").GetProperty("data")[0].GetProperty("id").GetString().ShouldBe(trade.PriceId);
        shown.GetProperty("user").GetProperty("id").GetString().ShouldBe(shown.GetProperty("tpp_user_id").GetString());
        (await trade.Provider.Get("/orders/" + order)).Json.TryGetProperty("product", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_list_shows_them_under_data()
    {
        var trade = await Trade.Begin(application);
        await trade.Order();
        await trade.Order();
        var page = (await trade.Marketplace.Get("/orders?expand[]=data.product&expand[]=data.user")).ShouldBe(200);
        page.Data.Count.ShouldBe(2);
        page.Data.ShouldAllBe(order => order.GetProperty("product").GetProperty("name").GetString() == "Superfast 80");
        page.Data.ShouldAllBe(order => order.GetProperty("user").GetProperty("reference").GetString() == "user-1");
        (await trade.Provider.Get("/products?expand=data.prices")).Data[0].GetProperty("prices").GetProperty("object").GetString().ShouldBe("list");
    }

    [Fact]
    public async Task What_the_caller_may_not_see_is_null_and_the_others_notes_stay_theirs()
    {
        var trade = await Trade.Begin(application);
        (await trade.Provider.Patch("/products/" + trade.ProductId, new { metadata = new { cost = "secret-17" } })).ShouldBe(200);
        var order = await trade.Order();
        var seen = (await trade.Marketplace.Get($"/orders/{order}?expand=product,user")).ShouldBe(200);
        seen.Text.ShouldNotContain("secret-17");
        (await trade.Provider.Get($"/orders/{order}?expand=user")).Text.ShouldNotContain("user-1");

        // Taken out of the shop it is out of the marketplace's sight, also within its own order.
        (await trade.Provider.Patch("/products/" + trade.ProductId, new { enabled = false })).ShouldBe(200);
        (await trade.Marketplace.Get($"/orders/{order}?expand=product")).ShouldBe(200).Json.GetProperty("product").ValueKind.ShouldBe(JsonValueKind.Null);
        (await (await application.Provider()).Get($"/orders/{order}?expand=product")).ShouldRefuse(404, "order_not_found");
    }

    [Fact]
    public async Task A_key_without_the_scope_of_what_it_expands_is_refused()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var reader = await application.As(KeyRole.Provider, trade.Provider.Owner, scopes: [Scopes.OrdersRead]);
        (await reader.Get("/orders/" + order)).ShouldBe(200);
        (await reader.Get($"/orders/{order}?expand=user")).ShouldRefuse(403, "scope_missing")["scope"].ShouldBe(Scopes.UsersRead);
    }

    [Theory]
    [InlineData("/orders/po_1?expand=secret")]
    [InlineData("/orders/po_1?expand=product.owner.keys")]
    [InlineData("/orders?expand=product")]
    [InlineData("/orders?expand=a,b,c,d,e,f,g,h,i,j,k")]
    public async Task What_cannot_be_expanded_is_told_what_can(string path) =>
        (await (await application.Provider()).Get(path)).ShouldRefuse(422, "query_invalid")["detail"].ShouldContain("product.prices");

    [Fact]
    public async Task An_expanded_answer_is_never_taken_for_unchanged()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var path = $"/orders/{order}?expand=product";
        var seen = await trade.Provider.Get(path);
        (await trade.Provider.Patch("/products/" + trade.ProductId, new { name = "Renamed" })).ShouldBe(200);
        (await trade.Provider.Get(path, ("If-None-Match", seen.ETag))).ShouldBe(200).Text.ShouldContain("Renamed");
    }
}
