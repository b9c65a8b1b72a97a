namespace Actors.Tests.Http;

public sealed class ConditionTests(ActorsApplication application)
{
    [Fact]
    public async Task The_etag_is_the_version_and_grows_with_each_change()
    {
        var provider = await application.Provider();
        var product = await provider.Post("/products", new { name = "A", product_type = "lending" });
        product.ETag.ShouldBe("\"1\"");
        (await provider.Patch("/products/" + product.Id, new { name = "B" })).ETag.ShouldBe("\"2\"");
        (await provider.Get("/products/" + product.Id)).ETag.ShouldBe("\"2\"");
    }

    [Fact]
    public async Task A_change_of_what_was_changed_since_is_refused()
    {
        var provider = await application.Provider();
        var id = await provider.CreateProduct();
        (await provider.Patch("/products/" + id, new { name = "B" }, ("If-Match", "\"1\""))).ShouldBe(200);
        (await provider.Patch("/products/" + id, new { name = "C" }, ("If-Match", "\"1\""))).ShouldRefuse(412, "version_mismatch");
        (await provider.Get("/products/" + id))["name"].ShouldBe("B");
    }

    [Theory]
    [InlineData("W/\"1\"")]
    [InlineData("\"one\"")]
    [InlineData("\"0\"")]
    public async Task A_tag_that_cannot_be_the_present_one_is_refused(string tag)
    {
        var provider = await application.Provider();
        var id = await provider.CreateProduct();
        (await provider.Patch("/products/" + id, new { name = "B" }, ("If-Match", tag))).ShouldRefuse(412, "version_mismatch");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\", \"2\"")]
    public async Task A_tag_that_is_none_is_not_taken_for_no_condition(string tag)
    {
        var provider = await application.Provider();
        var id = await provider.CreateProduct();
        (await provider.Patch("/products/" + id, new { name = "B" }, ("If-Match", tag))).ShouldRefuse(400, "if_match_invalid");
    }

    [Fact]
    public async Task What_the_caller_holds_is_not_sent_again()
    {
        var provider = await application.Provider();
        var id = await provider.CreateProduct();
        var tag = (await provider.Get("/products/" + id)).ETag;
        var same = (await provider.Get("/products/" + id, ("If-None-Match", tag))).ShouldBe(304);
        same.Text.ShouldBeEmpty();
        same.ETag.ShouldBe(tag);
        await provider.Patch("/products/" + id, new { name = "B" });
        (await provider.Get("/products/" + id, ("If-None-Match", tag))).ShouldBe(200)["name"].ShouldBe("B");
    }

    [Fact]
    [Requirement("MM-10")]
    public async Task A_product_that_its_type_hides_is_sent_again()
    {
        var (provider, @operator) = (await application.Provider(), await application.Operator());
        const string Type = "investments_sipp"; // no other test uses it: its rules are everybody's
        var product = (await provider.Post("/products", new { name = "A", product_type = Type })).ShouldBe(201);
        (await @operator.Put("/product-types/" + Type, new { required_meta = new[] { "provider_name" } })).ShouldBe(200);
        var changed = (await provider.Get("/products/" + product.Id, ("If-None-Match", product.ETag))).ShouldBe(200);
        changed["displayable"].ShouldBe("False");

        // The rules of its type are no reason to refuse a change of the product.
        (await provider.Patch("/products/" + product.Id, new { name = "B" }, ("If-Match", changed.ETag))).ShouldBe(200);
    }

    [Fact]
    [Requirement("G9")]
    public async Task An_order_whose_minute_ended_is_sent_again_whatever_its_reminder_did()
    {
        var trade = await Trade.Begin(application, listens: true);
        var order = await trade.Order();
        var seen = await trade.Provider.Get("/orders/" + order);
        seen["display_status"].ShouldBe("processing…");
        await trade.Wait(60);
        var late = (await trade.Provider.Get("/orders/" + order, ("If-None-Match", seen.ETag))).ShouldBe(200);
        (late["display_status"], late["queue"]).ShouldBe(("Pending", "manual"));
    }
}
