namespace Actors.Tests.Http;

public sealed class ConditionTests(ActorsApplication application)
{
    private static readonly (string Name, string Version) Oldest = ("Actors-Version", "2026-06-01");
    private static readonly (string Name, string Version) Newest = ("Actors-Version", "2026-11-22");

    private static (string Name, string Value) Holds(Answer answer) => ("If-None-Match", answer.ETag);

    [Fact]
    public async Task The_etag_is_the_version_and_grows_with_each_change()
    {
        var provider = await application.Provider();
        var product = await provider.Post("/products", new { name = "A", product_type = "lending" }, Newest);
        product.ETag.ShouldBe("\"1\"");
        (await provider.Patch("/products/" + product.Id, new { name = "B" }, Newest)).ETag.ShouldBe("\"2\"");
        (await provider.Get("/products/" + product.Id, Newest)).ETag.ShouldBe("\"2\"");
    }

    [Fact]
    [Requirement("MM-31")]
    public async Task What_is_held_in_one_version_is_no_answer_in_another()
    {
        var trade = await Trade.Begin(application);
        var id = await trade.Order();
        (await trade.Respond(id, "Successful")).ShouldBe(200);
        var order = "/orders/" + id;
        var first = (await trade.Provider.Get(order, Oldest)).ShouldBe(200);
        (first["status"], first.ETag).ShouldBe(("Succesful", "\"2-2026-06-01\""));
        var second = (await trade.Provider.Get(order, Newest, Holds(first))).ShouldBe(200);
        (second["status"], second.ETag).ShouldBe(("Successful", "\"2\""));
        (await trade.Provider.Get(order, Oldest, Holds(second))).ShouldBe(200)["status"].ShouldBe("Succesful");
        (await trade.Provider.Get(order, Oldest, Holds(first))).ShouldBe(304);
        (await trade.Provider.Get(order, Newest, Holds(second))).ShouldBe(304);

        // Nor when the account moves on, and for what is read of the log.
        (await trade.Provider.Patch("/account", new { api_version = Newest.Version })).ShouldBe(200);
        (await trade.Provider.Get(order, Holds(first))).ShouldBe(200)["status"].ShouldBe("Successful");
        var logged = "/events/" + (await trade.Marketplace.Get("/events?after=0&type=order.succeeded&wait=30")).ShouldBe(200).Ids[0];
        var held = (await trade.Marketplace.Get(logged, Oldest)).ShouldBe(200);
        held.Text.ShouldContain("Succesful");
        (await trade.Marketplace.Get(logged, Newest, Holds(held))).ShouldBe(200).Text.ShouldContain("Successful");
        (await trade.Marketplace.Get(logged, Oldest, Holds(held))).ShouldBe(304);
    }

    [Fact]
    public async Task A_change_takes_the_tag_of_any_version()
    {
        var provider = await application.Provider();
        var product = "/products/" + await provider.CreateProduct();
        (await provider.Get(product, Oldest)).ETag.ShouldBe("\"1-2026-06-01\"");
        (await provider.Patch(product, new { name = "B" }, Newest, ("If-Match", "\"1-2026-06-01\""))).ShouldBe(200);
        (await provider.Patch(product, new { name = "C" }, Oldest, ("If-Match", "\"2\""))).ShouldBe(200);
        (await provider.Patch(product, new { name = "D" }, Oldest, ("If-Match", "\"2-2026-06-01\""))).ShouldRefuse(412, "version_mismatch");
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

    [Fact]
    public async Task A_blind_change_is_asked_for_what_it_saw()
    {
        var provider = await application.Provider();
        var product = "/products/" + await provider.CreateProduct();
        var price = $"{product}/pricing/{await provider.CreatePrice(product[10..])}";
        (await provider.Send(HttpMethod.Patch, product, new { name = "B" })).ShouldRefuse(428, "if_match_missing")["detail"].ShouldContain("If-Match");
        (await provider.Send(HttpMethod.Patch, price, new { name = "B" })).ShouldRefuse(428, "if_match_missing");
        (await provider.Send(HttpMethod.Put, product + "/fields", new { fields = Array.Empty<object>() })).ShouldRefuse(428, "if_match_missing");
        (await (await application.Operator()).Send(HttpMethod.Put, "/product-types/lending", new { required_meta = Array.Empty<string>() })).ShouldRefuse(428, "if_match_missing");
        (await provider.Send(HttpMethod.Patch, product, new { name = "B" }, ("If-Match", (await provider.Get(product)).ETag))).ShouldBe(200);
        (await provider.Send(HttpMethod.Patch, product, new { name = "C" }, ("If-Match", "*"))).ShouldBe(200);

        // A command says what is to happen, not what shall be there.
        (await provider.Send(HttpMethod.Post, price + "/archive", null)).ShouldBe(200);
    }

    [Fact]
    public async Task A_condition_counts_for_changes_alone()
    {
        var provider = await application.Provider();
        var id = await provider.CreateProduct();
        foreach (var tag in new[] { "\"7\"", "\"", "\"1\", \"2\"" })
        {
            (await provider.Get("/products/" + id, ("If-Match", tag))).ShouldBe(200);
            (await provider.Post("/products", new { name = "A", product_type = "lending" }, ("If-Match", tag))).ShouldBe(201);
        }

        (await provider.Post($"/products/{id}/archive", null, ("If-Match", "\"7\""))).ShouldRefuse(412, "version_mismatch");
        (await provider.Post($"/products/{id}/archive", null, ("If-Match", "\""))).ShouldRefuse(400, "if_match_invalid");
    }

    [Fact]
    public async Task A_list_that_did_not_change_is_not_sent_again()
    {
        var provider = await application.Provider();
        var id = await provider.CreateProduct();
        var seen = (await provider.Get("/products")).ShouldBe(200);
        seen.ETag.ShouldStartWith("W/\"");
        (seen.Headers["Cache-Control"], seen.Headers["Vary"]).ShouldBe(("no-cache, private", "Authorization, Api-Version, Actors-Version, Accept-Encoding"));
        (await provider.Get("/products", ("If-None-Match", seen.ETag))).ShouldBe(304).Text.ShouldBeEmpty();
        (await provider.Get("/products?limit=5", ("If-None-Match", seen.ETag))).ShouldBe(304);
        (await provider.Patch("/products/" + id, new { name = "B" })).ShouldBe(200).Headers["Cache-Control"].ShouldBe("no-store");
        (await provider.Get("/products", ("If-None-Match", seen.ETag))).ShouldBe(200).Data[0].GetProperty("name").GetString().ShouldBe("B");
        (await provider.Get("/products/prod_1")).ShouldRefuse(404, "product_not_found").Headers["Cache-Control"].ShouldBe("no-store");
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
