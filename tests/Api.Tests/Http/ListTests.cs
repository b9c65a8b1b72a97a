using Actors.Keys;

namespace Actors.Tests.Http;

public sealed class ListTests(ActorsApplication application)
{
    [Fact]
    public async Task A_list_is_read_page_by_page_newest_first_and_back_again()
    {
        var (provider, made) = await Products(7);
        var first = (await provider.Get("/products?limit=3")).ShouldBe(200);
        (first["object"], first["url"], first.HasMore).ShouldBe(("list", "/products", true));
        first.Ids.ShouldBe(made[..3]);

        var second = await provider.Get("/products?limit=3&starting_after=" + first.Ids[^1]);
        second.Ids.ShouldBe(made[3..6]);
        second.HasMore.ShouldBeTrue();

        var third = await provider.Get("/products?limit=3&starting_after=" + second.Ids[^1]);
        third.Ids.ShouldBe(made[6..]);
        third.HasMore.ShouldBeFalse();

        var back = await provider.Get("/products?limit=3&ending_before=" + third.Ids[0]);
        back.Ids.ShouldBe(made[3..6]);
        back.HasMore.ShouldBeTrue();
        (await provider.Get("/products?limit=3&ending_before=" + back.Ids[0])).HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Ten_are_shown_when_nothing_else_is_asked_for()
    {
        var (provider, made) = await Products(11);
        (await provider.Get("/products")).Ids.ShouldBe(made[..10]);
    }

    [Fact]
    public async Task A_page_of_what_a_marketplace_sees_is_full_though_much_is_hidden_between()
    {
        // In production no other test has anything to order.
        var provider = await application.As(KeyRole.Provider, environment: DataEnvironment.Production);
        var marketplace = await application.As(KeyRole.Marketplace, environment: DataEnvironment.Production);
        var seen = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            await provider.CreateProduct(); // has no price
            await provider.CreateProduct(enabled: false);
            var product = await provider.CreateProduct();
            await provider.CreatePrice(product);
            seen.Insert(0, product);
        }

        var before = await provider.CreateProduct();
        var page = (await marketplace.Get($"/products?limit=2&starting_after={before}")).ShouldBe(200);
        page.Ids.ShouldBe(seen[..2]);
        page.HasMore.ShouldBeTrue();
        var next = (await marketplace.Get($"/products?limit=2&starting_after={page.Ids[^1]}")).ShouldBe(200);
        next.Ids.ShouldBe(seen[2..]);
        (await marketplace.Get($"/products?limit=2&ending_before={next.Ids[0]}")).Ids.ShouldBe(seen[..2]);
    }

    [Fact]
    public async Task Prices_are_paged_as_other_lists()
    {
        var provider = await application.Provider();
        var product = await provider.CreateProduct();
        var made = new List<string>();
        for (var amount = 1; amount <= 3; amount++)
        {
            made.Insert(0, await provider.CreatePrice(product, amount));
        }

        var path = $"/products/{product}/pricing";
        var first = await provider.Get(path + "?limit=2");
        (first.HasMore, first["url"]).ShouldBe((true, path));
        first.Ids.ShouldBe(made[..2]);
        (await provider.Get($"{path}?limit=2&starting_after={made[1]}")).Ids.ShouldBe([made[2]]);
        var back = await provider.Get($"{path}?limit=1&ending_before={made[2]}");
        back.Ids.ShouldBe([made[1]]);
        back.HasMore.ShouldBeTrue();
        (await provider.Get($"{path}?starting_after=price_1")).ShouldRefuse(422, "query_invalid");
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=ten")]
    [InlineData("limit=-1")]
    [InlineData("starting_after=prod_1&ending_before=prod_2")]
    [InlineData("starting_after=prod_1")]
    [InlineData("ending_before=%27;--")]
    public async Task A_page_that_makes_no_sense_is_refused(string query) =>
        (await (await application.Provider()).Get("/products?" + query)).ShouldRefuse(422, "query_invalid");

    [Fact]
    public async Task Somebody_elses_item_is_no_cursor()
    {
        var (one, two) = (await application.Provider(), await application.Provider());
        var product = await one.CreateProduct();
        (await two.Get("/products?starting_after=" + product)).ShouldRefuse(422, "query_invalid");
    }

    private async Task<(Client Provider, string[] NewestFirst)> Products(int count)
    {
        var provider = await application.Provider();
        var made = new string[count];
        for (var i = count; i > 0; i--)
        {
            made[i - 1] = await provider.CreateProduct();
        }

        return (provider, made);
    }
}
