using Actors.Keys;
using Actors.Products;

namespace Actors.Tests.Products;

public sealed class ProductTests(ActorsApplication application)
{
    public static TheoryData<string> Types => [.. ProductTypes.All];

    [Fact]
    [Requirement("MM-01")]
    [Requirement("MM-21")]
    public async Task Create_makes_a_product_with_a_prefixed_id()
    {
        var provider = await application.Provider();
        var product = (await provider.Post("/products", new { name = "A", product_type = "lending" })).ShouldBe(201);
        product.Id.ShouldMatch("^prod_[0-9a-z]{26}$");
        product.Headers["Location"].ShouldBe("/products/" + product.Id);
        (await provider.Get(product.Headers["Location"])).ShouldBe(200).Text.ShouldBe(product.Text);
    }

    [Theory]
    [Requirement("MM-02")]
    [InlineData("A router", "utilities_broadband")]
    [InlineData("Advice on your pension", "investments_sipp")]
    public async Task A_product_is_a_thing_or_a_service(string name, string type) =>
        (await Create(new { name, product_type = type })).ShouldBe(201)["name"].ShouldBe(name);

    [Theory]
    [Requirement("MM-03")]
    [InlineData("amount", "3999")]
    [InlineData("price", "39.99")]
    [InlineData("currency", "\"GBP\"")]
    public async Task A_price_in_a_product_is_refused_and_told_where_prices_are_made(string field, string value)
    {
        var answer = await Create($$"""{ "name": "A", "product_type": "lending", "{{field}}": {{value}} }""");
        answer.ShouldRefuse(422, "unknown_field", "/" + field)["detail"].ShouldContain("POST /products/{id}/pricing");
    }

    [Theory]
    [Requirement("MM-06")]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_name_is_required(string name) =>
        (await Create(new { name, product_type = "lending" })).ShouldRefuse(422, "required", "/name");

    [Fact]
    [Requirement("MM-07")]
    public async Task A_description_keeps_every_character()
    {
        const string Text = "Größe 𝄞 – “quoted” <b>&amp;</b> \n 価格 עברית";
        var provider = await application.Provider();
        var id = (await provider.Post("/products", new { name = "A", product_type = "lending", description = Text })).ShouldBe(201).Id;
        var read = await provider.Get("/products/" + id);
        read["description"].ShouldBe(Text);
        read.Text.ShouldContain("価格");
    }

    [Fact]
    [Requirement("MM-08")]
    public async Task A_disabled_product_is_hidden_from_marketplaces()
    {
        var trade = await Trade.Begin(application);
        (await trade.Marketplace.Get("/products/" + trade.ProductId)).ShouldBe(200);
        (await trade.Provider.Patch("/products/" + trade.ProductId, new { enabled = false })).ShouldBe(200)["enabled"].ShouldBe("False");
        (await trade.Marketplace.Get("/products/" + trade.ProductId)).ShouldRefuse(404, "product_not_found");
        (await trade.Marketplace.Get("/products?limit=100")).Ids.ShouldNotContain(trade.ProductId);
        (await trade.Provider.Get("/products")).Ids.ShouldContain(trade.ProductId);
    }

    [Theory]
    [Requirement("MM-09")]
    [InlineData("80")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[\"80\"]")]
    [InlineData("{\"mb\": \"80\"}")]
    public async Task Meta_takes_only_strings(string value)
    {
        var answer = await Create($$"""{ "name": "A", "product_type": "lending", "meta": { "speed": {{value}} } }""");
        answer.ShouldRefuse(422, "type_mismatch", "/meta/speed");
    }

    [Fact]
    [Requirement("MM-09")]
    public async Task Meta_keeps_strings_as_they_are()
    {
        var meta = new Dictionary<string, string> { ["Speed_Mb"] = "80", ["a.b/c"] = "" };
        (await Create(new { name = "A", product_type = "lending", meta })).ShouldBe(201).Map("meta").ShouldBe(meta, ignoreOrder: true);
    }

    [Fact]
    [Requirement("MM-10")]
    public async Task A_product_without_the_meta_of_its_type_is_kept_but_not_displayed()
    {
        const string Type = "rewards"; // no other test uses it: its rules are everybody's
        var (provider, marketplace, @operator) = (await application.Provider(), await application.Marketplace(), await application.Operator());
        (await @operator.Put("/product-types/" + Type, new { required_meta = new[] { "logo", "points" } })).ShouldBe(200);
        (await provider.Get("/product-types/" + Type)).Json.GetProperty("required_meta").GetArrayLength().ShouldBe(2);

        var product = (await provider.Post("/products", new { name = "A", product_type = Type, meta = new { logo = "x" } })).ShouldBe(201);
        await provider.CreatePrice(product.Id);
        (product["displayable"], product.Json.GetProperty("missing_meta")[0].GetString()).ShouldBe(("False", "points"));
        (await marketplace.Get("/products/" + product.Id)).ShouldRefuse(404, "product_not_found");

        var mended = (await provider.Patch("/products/" + product.Id, new { meta = new { points = "10" } })).ShouldBe(200);
        (mended["displayable"], mended["orderable"]).ShouldBe(("True", "True"));
        mended.Map("meta").ShouldBe(new Dictionary<string, string> { ["logo"] = "x", ["points"] = "10" }, ignoreOrder: true);
        (await marketplace.Get("/products/" + product.Id)).ShouldBe(200);
    }

    [Fact]
    [Requirement("MM-11")]
    public async Task Type_is_another_name_of_product_type()
    {
        (await Create(new { name = "A", type = "lending" })).ShouldBe(201)["product_type"].ShouldBe("lending");
        (await Create(new { name = "A", type = "lending", product_type = "lending" })).ShouldBe(201);
        (await Create(new { name = "A", type = "lending", product_type = "rewards" })).ShouldRefuse(422, "type_contradicts", "/type");
        (await Create(new { name = "A" })).ShouldRefuse(422, "required", "/product_type");
    }

    [Theory]
    [Requirement("MM-12")]
    [MemberData(nameof(Types))]
    public async Task Each_of_the_types_is_taken(string type) => (await Create(new { name = "A", product_type = type })).ShouldBe(201);

    [Theory]
    [Requirement("MM-12")]
    [InlineData("utilities_water")]
    [InlineData("LENDING")]
    [InlineData("")]
    public async Task Any_other_type_is_refused(string type) =>
        (await Create(new { name = "A", product_type = type })).ShouldRefuse(422, "product_type_unknown", "/product_type");

    [Fact]
    [Requirement("MM-12")]
    public async Task The_types_are_listed()
    {
        var list = await (await application.Provider()).Get("/product-types");
        list.Data.Select(type => type.GetProperty("product_type").GetString()).ShouldBe(ProductTypes.All);
        list.Data.Count.ShouldBe(27);
        (await (await application.Provider()).Get("/product-types/utilities_water")).ShouldRefuse(404, "product_type_not_found");
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name()
    {
        var provider = await application.Provider();
        var id = (await provider.Post("/products", new { name = "A", description = "D", product_type = "lending", meta = new { a = "1", b = "2" } })).Id;
        var changed = (await provider.Patch("/products/" + id, """{ "name": "B", "meta": { "a": null, "c": "3" } }""")).ShouldBe(200);
        (changed["name"], changed["description"]).ShouldBe(("B", "D"));
        changed.Map("meta").ShouldBe(new Dictionary<string, string> { ["b"] = "2", ["c"] = "3" }, ignoreOrder: true);
        (await provider.Patch("/products/" + id, """{ "meta": { "c": 3 } }""")).ShouldRefuse(422, "type_mismatch", "/meta/c");
        (await provider.Patch("/products/" + id, """{ "colour": "red" }""")).ShouldRefuse(422, "unknown_field", "/colour");
    }

    [Fact]
    public async Task Somebody_elses_product_is_not_found()
    {
        var (one, two) = (await application.Provider(), await application.Provider());
        var id = await one.CreateProduct();
        (await two.Get("/products/" + id)).ShouldRefuse(404, "product_not_found");
        (await two.Patch("/products/" + id, new { name = "B" })).ShouldRefuse(404, "product_not_found");
        (await two.Post($"/products/{id}/archive")).ShouldRefuse(404, "product_not_found");
        (await two.Get("/products")).Ids.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sandbox_and_production_never_meet()
    {
        var sandbox = await application.Provider();
        var production = await application.As(KeyRole.Provider, sandbox.Owner, DataEnvironment.Production);
        var (tried, real) = (await sandbox.CreateProduct(), await production.CreateProduct());
        (await production.Get("/products/" + tried)).ShouldRefuse(404, "product_not_found");
        (await sandbox.Get("/products/" + real)).ShouldRefuse(404, "product_not_found");
        (await production.Get("/products")).Ids.ShouldBe([real]);
        (await (await application.Operator()).Get("/products/" + real)).ShouldRefuse(404, "product_not_found");
    }

    [Fact]
    public async Task An_operator_blocks_and_unblocks()
    {
        var (trade, @operator) = (await Trade.Begin(application), await application.Operator());
        var path = "/products/" + trade.ProductId;
        (await trade.Provider.Post(path + "/block", new { reason = "x" })).ShouldRefuse(403, "scope_missing");
        var blocked = (await @operator.Post(path + "/block", new { reason = "Misleading name" })).ShouldBe(200);
        (blocked["status"], blocked["block_reason"]).ShouldBe(("Blocked", "Misleading name"));
        (await trade.Marketplace.Get(path)).ShouldRefuse(404, "product_not_found");
        (await trade.Provider.Get(path))["block_reason"].ShouldBe("Misleading name");
        (await @operator.Post(path + "/unblock")).ShouldBe(200)["status"].ShouldBe("Disabled");
    }

    [Fact]
    public async Task A_product_is_archived_when_it_is_disabled_and_has_no_open_order()
    {
        var trade = await Trade.Begin(application);
        var path = "/products/" + trade.ProductId;
        var order = await trade.Order();
        (await trade.Provider.Post(path + "/archive")).ShouldRefuse(409, "product_enabled");
        await trade.Provider.Patch(path, new { enabled = false });
        (await trade.Provider.Post(path + "/archive")).ShouldRefuse(409, "product_has_open_orders");
        (await trade.Respond(order, "Successful")).ShouldBe(200);
        (await trade.Provider.Post(path + "/archive")).ShouldBe(200)["status"].ShouldBe("Archived");
        (await trade.Provider.Patch(path, new { name = "B" })).ShouldRefuse(409, "product_archived");
    }

    private async Task<Answer> Create(object body) => await (await application.Provider()).Post("/products", body);
}
