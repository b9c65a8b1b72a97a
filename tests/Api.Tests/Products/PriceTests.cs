namespace Actors.Tests.Products;

public sealed class PriceTests(ActorsApplication application)
{
    [Fact]
    [Requirement("MM-14")]
    [Requirement("MM-21")]
    public async Task Create_makes_a_price_with_a_prefixed_id()
    {
        var (provider, product) = await Product();
        var price = (await provider.Post(product + "/pricing", new { name = "Monthly", amount = 3999, currency = "GBP" })).ShouldBe(201);
        price.Id.ShouldMatch("^price_[0-9a-z]{26}$");
        price.Headers["Location"].ShouldBe($"{product}/pricing/{price.Id}");
        price["prod_id"].ShouldBe(product["/products/".Length..]);
        (await provider.Get(price.Headers["Location"])).ShouldBe(200).Text.ShouldBe(price.Text);
    }

    [Fact]
    [Requirement("MM-04")]
    public async Task A_price_belongs_to_a_product()
    {
        var provider = await application.Provider();
        var body = new { name = "Monthly", amount = 3999, currency = "GBP" };
        (await provider.Post("/products/prod_00000000000000000000000000/pricing", body)).ShouldRefuse(404, "product_not_found");

        var (other, product) = await Product();
        (await provider.Post(product + "/pricing", body)).ShouldRefuse(404, "product_not_found");
        (await other.Get(product + "/pricing/price_1")).ShouldRefuse(404, "price_not_found");
    }

    [Fact]
    [Requirement("MM-05")]
    public async Task A_product_has_many_prices()
    {
        var (provider, product) = await Product();
        foreach (var amount in new[] { 100, 200, 300 })
        {
            (await provider.Post(product + "/pricing", new { name = "P", amount, currency = "GBP" })).ShouldBe(201);
        }

        (await provider.Get(product + "/pricing")).Data.Select(price => price.GetProperty("amount").GetInt64()).ShouldBe([300, 200, 100]);
    }

    [Fact]
    [Requirement("MM-15")]
    public async Task A_price_needs_a_name()
    {
        (await Create(new { name = "", amount = 1, currency = "GBP" })).ShouldRefuse(422, "required", "/name");
        (await Create(new { amount = 1, currency = "GBP" })).ShouldRefuse(422, "required", "/name");
    }

    [Theory]
    [Requirement("MM-16")]
    [InlineData("GBX")]
    [InlineData("")]
    [InlineData("DEM")]
    [InlineData("£")]
    public async Task A_currency_is_an_active_code(string currency) =>
        (await Create(new { name = "P", amount = 1, currency })).ShouldRefuse(422, "currency_unknown", "/currency");

    [Fact]
    [Requirement("MM-16")]
    public async Task A_currency_is_stored_in_capitals() =>
        (await Create(new { name = "P", amount = 1, currency = "gbp" })).ShouldBe(201)["currency"].ShouldBe("GBP");

    [Theory]
    [Requirement("MM-17")]
    [InlineData("39.99")]
    [InlineData("39.0")]
    [InlineData("\"3999\"")]
    [InlineData("1e30")]
    [InlineData("null")]
    public async Task An_amount_is_a_whole_number_of_minor_units(string amount)
    {
        var answer = await Create($$"""{ "name": "P", "amount": {{amount}}, "currency": "GBP" }""");
        answer.ShouldRefuse(422, "type_mismatch", "/amount")["detail"].ShouldContain("3999 for 39.99 GBP");
    }

    [Theory]
    [Requirement("MM-17")]
    [InlineData(3999, "GBP", 2, "£39.99")]
    [InlineData(5, "GBP", 2, "£0.05")]
    [InlineData(4000, "JPY", 0, "¥4,000")]
    [InlineData(5120, "KWD", 3, "5.120 KWD")]
    [InlineData(0, "EUR", 2, "€0.00")]
    public async Task An_amount_is_shown_by_the_decimals_of_its_currency(long amount, string currency, int exponent, string display)
    {
        var price = (await Create(new { name = "P", amount, currency })).ShouldBe(201);
        (price["amount"], price["exponent"], price["display"]).ShouldBe((amount.ToString(), exponent.ToString(), display));
    }

    [Fact]
    [Requirement("MM-17")]
    public async Task A_negative_amount_is_refused() =>
        (await Create(new { name = "P", amount = -1, currency = "GBP" })).ShouldRefuse(422, "amount_out_of_range", "/amount");

    [Fact]
    public async Task Only_the_name_of_a_price_changes()
    {
        var (provider, product) = await Product();
        var price = await provider.Post(product + "/pricing", new { name = "Monthly", amount = 3999, currency = "GBP" });
        var path = price.Headers["Location"];
        (await provider.Patch(path, new { name = "Each month" })).ShouldBe(200)["name"].ShouldBe("Each month");
        (await provider.Patch(path, new { name = "M", amount = 1 })).ShouldRefuse(422, "unknown_field", "/amount")["detail"].ShouldContain("never change");
        (await provider.Patch(product + "/pricing/price_1", new { name = "M" })).ShouldRefuse(404, "price_not_found");
    }

    [Fact]
    public async Task An_archived_price_is_out_of_use_and_hidden_from_marketplaces()
    {
        var trade = await Trade.Begin(application);
        var path = $"/products/{trade.ProductId}/pricing";
        var second = await trade.Provider.CreatePrice(trade.ProductId, 1);
        (await trade.Provider.Post($"{path}/{trade.PriceId}/archive")).ShouldBe(200)["status"].ShouldBe("Archived");
        (await trade.Provider.Get(path)).Ids.ShouldBe([second, trade.PriceId]);
        (await trade.Marketplace.Get(path)).Ids.ShouldBe([second]);
        (await trade.Place()).ShouldRefuse(409, "price_archived", "/pricing_id");
    }

    private async Task<(Client Provider, string Path)> Product()
    {
        var provider = await application.Provider();
        return (provider, "/products/" + await provider.CreateProduct());
    }

    private async Task<Answer> Create(object body)
    {
        var (provider, product) = await Product();
        return await provider.Post(product + "/pricing", body);
    }
}
