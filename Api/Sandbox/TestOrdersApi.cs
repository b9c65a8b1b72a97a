using Actors.Api.Http;
using Actors.Api.Orders;
using Actors.Api.Products;
using Actors.Keys;
using Actors.Orders;
using Actors.Products;

namespace Actors.Api.Sandbox;

/// <summary>
/// The other side of a sandbox: for a provider it orders and supplies, as a marketplace and its user would; for a
/// marketplace it has a product, and answers. So whoever has nothing but one key can try a whole order.
/// </summary>
internal static class TestOrdersApi
{
    private const string TestProduct = "prod_test";
    private const string TestPrice = "price_test";

    public static void MapSandboxOrders(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sandbox/orders").WithTags("Sandbox").NeedsKey().AddEndpointFilter<SandboxOnly>();
        group.MapPost("", Place).Needs(Scopes.SandboxWrite).Named("placeTestOrder", "Place a test order").Gives<OrderJson>(201).Example(OrdersApi.PlaceSample).NeedsIdempotencyKey();
        group.MapPost("/{id}/info", SupplyInfo).Needs(Scopes.SandboxWrite).Named("supplyTestOrderInfo", "Supply what you asked for, as the user of a test order (providers)").Gives<OrderJson>().Example(OrdersApi.InfoSample);
        group.MapPost("/{id}/answer", Answer).Needs(Scopes.SandboxWrite).Named("answerTestOrder", "Answer a test order, as its provider (marketplaces)").Gives<OrderJson>().Example(OrdersApi.AnswerSample);
    }

    /// <summary>No key can be issued for it: the other side of one account, and of no other.</summary>
    private static string OtherSide(string account) => account + ".test";

    private static async Task<IResult> Place(Call call, Body<PlaceOrderBody> body)
    {
        var owner = call.Caller.Owner;
        if (call.Caller.Role == KeyRole.Marketplace)
        {
            return body.Value.ProdId == TestProduct
                ? await OrderPlacing.PlaceFor(call, owner, Offer(call), body)
                : new ProblemResult(new Problem(404, "product_not_found", $"A marketplace's test orders are for '{TestProduct}' at '{TestPrice}'; real products are ordered with POST /orders."));
        }

        return (await call.ReadProduct(body.Value.ProdId))?.Value is { } offer && offer.Owner == owner
            ? await OrderPlacing.PlaceFor(call, OtherSide(owner), offer, body)
            : Answers.NotFound("product", body.Value.ProdId);
    }

    private static async Task<IResult> SupplyInfo(string id, Call call, Body<SupplyInfoBody> body) =>
        await call.FindOrder(id) is { Value: var order } && order.Marketplace == OtherSide(order.Provider)
            ? await OrdersApi.SupplyInfo(id, call, body)
            : Answers.NotFound("order", id);

    private static async Task<IResult> Answer(string id, Call call, Body<AnswerOrderBody> body) =>
        await call.FindOrder(id) is { Value: var order } && order.Provider == OtherSide(order.Marketplace)
            ? await OrdersApi.Answer(id, call, body)
            : Answers.NotFound("order", id);

    /// <summary>
    /// A product that stands in nobody's list, for there is none: an order takes with it what it needs of its product.
    /// Counted as ordered before, so that no product is told that it was.
    /// </summary>
    private static ProductView Offer(Call call) => new(
        TestProduct,
        OtherSide(call.Caller.Owner),
        call.Environment,
        "Test product",
        "For test orders",
        ProductType: "test",
        new Dictionary<string, string>(),
        ProductStatus.Enabled,
        BlockReason: null,
        [new PriceView(TestPrice, "Test price", "GBP", 3999, 2, PriceStatus.Active, DateTimeOffset.UnixEpoch)],
        Schemas: [],
        Ordered: true);
}
