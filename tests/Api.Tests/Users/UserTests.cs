using System.Text.Json.Nodes;

namespace Actors.Tests.Users;

public sealed class UserTests(ActorsApplication application)
{
    [Fact]
    [Requirement("MM-29")]
    public async Task The_provider_of_an_order_reads_product_price_and_user()
    {
        var trade = await Trade.Begin(application);
        var order = await Place(trade);
        var user = (await trade.Provider.Get("/users/" + order["tpp_user_id"])).ShouldBe(200);
        (user["name"], user["email"], user["phone"]).ShouldBe(("A. Customer", "customer@example.com", "+441632960001"));
        user.Json.GetProperty("address").GetProperty("postcode").GetString().ShouldBe("N1 1AA");
        user.Json.TryGetProperty("reference", out _).ShouldBeFalse();
        (await trade.Provider.Get("/products/" + order["prod_id"])).ShouldBe(200);
        (await trade.Provider.Get($"/products/{order["prod_id"]}/pricing/{order["pricing_id"]}")).ShouldBe(200);
    }

    [Fact]
    [Requirement("MM-29")]
    public async Task The_user_of_another_providers_order_is_not_found()
    {
        var trade = await Trade.Begin(application);
        var user = "/users/" + (await Place(trade))["tpp_user_id"];
        (await (await application.Provider()).Get(user)).ShouldRefuse(404, "user_not_found");
        (await (await application.Marketplace()).Get(user)).ShouldRefuse(404, "user_not_found");
        (await trade.Marketplace.Get(user)).ShouldBe(200)["reference"].ShouldBe("user-1");
        (await (await application.Operator()).Get(user)).ShouldBe(200);
    }

    [Fact]
    public async Task Two_providers_cannot_tell_that_they_serve_the_same_person()
    {
        var one = await Trade.Begin(application);
        var two = await Trade.Begin(application) with { Marketplace = one.Marketplace };
        (await Place(one))["tpp_user_id"].ShouldNotBe((await Place(two))["tpp_user_id"]);
    }

    [Fact]
    public async Task The_same_reference_is_the_same_user_with_the_details_that_came_last()
    {
        var trade = await Trade.Begin(application);
        var first = await Place(trade);
        var body = trade.Body();
        body["user"]!["name"] = "B. Customer";
        var second = (await trade.Place(body)).ShouldBe(201);
        second["tpp_user_id"].ShouldBe(first["tpp_user_id"]);
        var user = await trade.Provider.Get("/users/" + first["tpp_user_id"]);
        (user["name"], user.ETag).ShouldBe(("B. Customer", "\"2-2026-06-01\""));

        // The same details again are no change.
        (await trade.Place(body.DeepClone().AsObject())).ShouldBe(201);
        (await trade.Provider.Get("/users/" + first["tpp_user_id"])).ETag.ShouldBe("\"2-2026-06-01\"");
    }

    private static async Task<Answer> Place(Trade trade)
    {
        var body = trade.Body();
        body["user"] = JsonNode.Parse("""
            {
              "reference": "user-1", "name": "A. Customer", "email": "customer@example.com", "phone": "+441632960001",
              "address": { "line1": "1 High Street", "city": "London", "postcode": "N1 1AA", "country": "gb" }
            }
            """);
        return (await trade.Place(body)).ShouldBe(201);
    }
}
