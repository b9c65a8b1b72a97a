namespace Actors.Tests.Http;

[Requirement("G4")]
public sealed class IdempotencyTests(ActorsApplication application)
{
    private const string Product = """{ "name": "A", "product_type": "lending" }""";

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_no_second_product()
    {
        var provider = await application.Provider();
        var first = (await provider.Post("/products", Product, ("Idempotency-Key", "k"))).ShouldBe(201);
        var again = (await provider.Post("/products", Product, ("Idempotency-Key", "k"))).ShouldBe(201);
        first.Replayed.ShouldBeFalse();
        again.Replayed.ShouldBeTrue();
        again.Text.ShouldBe(first.Text);
        again.Headers["Location"].ShouldBe(first.Headers["Location"]);
        again.ETag.ShouldBe(first.ETag);
        (await provider.Get("/products")).Ids.ShouldBe([first.Id]);
    }

    [Fact]
    public async Task White_space_makes_no_other_body()
    {
        var provider = await application.Provider();
        var first = await provider.Post("/products", Product, ("Idempotency-Key", "k"));
        (await provider.Post("/products", Product.Replace(" ", "\n", StringComparison.Ordinal), ("Idempotency-Key", "k"))).ShouldBe(201).Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var provider = await application.Provider();
        await provider.Post("/products", Product, ("Idempotency-Key", "k"));
        (await provider.Post("/products", """{ "name": "B", "product_type": "lending" }""", ("Idempotency-Key", "k")))
            .ShouldRefuse(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Another_account_may_use_the_same_key()
    {
        var (one, two) = (await application.Provider(), await application.Provider());
        var first = (await one.Post("/products", Product, ("Idempotency-Key", "k"))).ShouldBe(201);
        var second = (await two.Post("/products", Product, ("Idempotency-Key", "k"))).ShouldBe(201);
        second.Replayed.ShouldBeFalse();
        second.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Another_path_may_use_the_same_key()
    {
        var provider = await application.Provider();
        var (a, b) = (await provider.CreateProduct(), await provider.CreateProduct());
        foreach (var product in new[] { a, b })
        {
            (await provider.Post($"/products/{product}/pricing", new { name = "M", amount = 1, currency = "GBP" }, ("Idempotency-Key", "k")))
                .ShouldBe(201).Replayed.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Without_a_key_each_post_makes_another_one()
    {
        var provider = await application.Provider();
        (await provider.Post("/products", Product)).Id.ShouldNotBe((await provider.Post("/products", Product)).Id);
    }

    [Fact]
    public async Task A_repeated_price_is_the_same_price()
    {
        var provider = await application.Provider();
        var path = $"/products/{await provider.CreateProduct()}/pricing";
        var body = new { name = "M", amount = 1, currency = "GBP" };
        var first = (await provider.Post(path, body, ("Idempotency-Key", "k"))).ShouldBe(201);
        (await provider.Post(path, body)).ShouldBe(201);
        var again = (await provider.Post(path, body, ("Idempotency-Key", "k"))).ShouldBe(201);
        (again.Id, again.Replayed, again.ETag).ShouldBe((first.Id, true, first.ETag));
        (await provider.Get(path)).Data.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_order_needs_a_key()
    {
        var trade = await Trade.Begin(application);
        (await trade.Marketplace.Post("/orders", trade.Body())).ShouldRefuse(400, "idempotency_key_missing")["detail"].ShouldContain("Idempotency-Key");
    }

    [Theory]
    [InlineData(256)]
    [InlineData(5000)]
    public async Task A_key_that_is_too_long_is_refused(int length) => await Refused(new string('k', length));

    [Fact]
    public async Task A_key_beyond_ascii_is_refused() => await Refused("schlüssel");

    [Fact]
    public async Task A_key_of_255_characters_is_taken() =>
        (await (await application.Provider()).Post("/products", Product, ("Idempotency-Key", new string('k', 255)))).ShouldBe(201);

    [Fact]
    public async Task Many_tries_at_once_place_one_order()
    {
        var trade = await Trade.Begin(application);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => trade.Place(key: "once")));
        answers.ShouldAllBe(answer => answer.Status == 201 || (answer.Status == 409 && answer["code"] == "idempotency_key_in_progress"));
        var placed = answers.Where(answer => answer.Status == 201).ToArray();
        placed.Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
        placed.Count(answer => !answer.Replayed).ShouldBe(1);
        (await trade.Provider.Get("/orders")).Ids.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_late_repeat_of_an_order_gives_the_first_answer_whatever_happened_since()
    {
        var trade = await Trade.Begin(application, listens: true);
        var first = (await trade.Place(key: "k")).ShouldBe(201);
        (await trade.Respond(first.Id, "Successful")).ShouldBe(200);
        (await trade.Provider.Patch("/products/" + trade.ProductId, new { enabled = false })).ShouldBe(200);
        await trade.Wait(120);
        var again = (await trade.Place(key: "k")).ShouldBe(201);
        again.Replayed.ShouldBeTrue();
        again.Text.ShouldBe(first.Text);
    }

    [Fact]
    public async Task A_late_repeat_of_an_order_does_not_bring_old_details_of_its_user_back()
    {
        var trade = await Trade.Begin(application);
        var old = trade.Body();
        old["user"]!["name"] = "Old";
        var user = (await trade.Place(old, "first"))["tpp_user_id"];
        var fresh = trade.Body();
        fresh["user"]!["name"] = "New";
        (await trade.Place(fresh, "second"))["tpp_user_id"].ShouldBe(user);
        (await trade.Place(old, "first")).Replayed.ShouldBeTrue();
        (await trade.Provider.Get("/users/" + user))["name"].ShouldBe("New");
    }

    [Fact]
    public async Task A_refusal_is_not_kept()
    {
        var trade = await Trade.Begin(application);
        (await trade.Provider.Patch("/products/" + trade.ProductId, new { enabled = false })).ShouldBe(200);
        (await trade.Place(key: "k")).ShouldRefuse(409, "product_disabled");
        (await trade.Provider.Patch("/products/" + trade.ProductId, new { enabled = true })).ShouldBe(200);
        (await trade.Place(key: "k")).ShouldBe(201).Replayed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"k 1\"")]
    [InlineData("k 1")]
    public async Task In_quotes_and_bare_it_is_one_key(string form)
    {
        var provider = await application.Provider();
        var first = await provider.Post("/products", Product, ("Idempotency-Key", "\"k 1\""));
        var again = await provider.Post("/products", Product, ("Idempotency-Key", form));
        (again.Id, again.Replayed).ShouldBe((first.Id, true));
    }

    [Fact]
    public async Task Quotes_and_backslashes_inside_are_escaped()
    {
        var provider = await application.Provider();
        var first = await provider.Post("/products", Product, ("Idempotency-Key", """a"b\c"""));
        (await provider.Post("/products", Product, ("Idempotency-Key", """ "a\"b\\c" """.Trim()))).Id.ShouldBe(first.Id);
        (await provider.Post("/products", Product, ("Idempotency-Key", '"' + new string('k', 255) + '"'))).ShouldBe(201);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\"a")]
    [InlineData("\"a\"b\"")]
    [InlineData("\"a\\\"")]
    [InlineData("\"a\";x=1")]
    public async Task Quotes_that_do_not_match_are_refused(string key) => await Refused(key);

    private async Task Refused(string key) =>
        (await (await application.Provider()).Post("/products", Product, ("Idempotency-Key", key))).ShouldRefuse(400, "idempotency_key_invalid");
}
