using Actors.Api.Http;
using Actors.Api.Orders;
using Actors.Api.Products;
using Actors.Keys;
using Actors.Orders;

namespace Actors.Api.Sandbox;

/// <summary>
/// The other side of a provider's sandbox: places orders for its products and supplies what it asks for, as a
/// marketplace and its user would. A provider with nothing but its own key can try a whole order.
/// </summary>
internal static class TestOrdersApi
{
    public static void MapSandboxOrders(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sandbox/orders").WithTags("Sandbox").NeedsKey().AddEndpointFilter<SandboxOnly>();
        group.MapPost("", Place).Needs(Scopes.SandboxWrite).Named("placeTestOrder", "Place a test order for one of your products (providers)").Gives<OrderJson>(201).Example(OrdersApi.PlaceSample).NeedsIdempotencyKey();
        group.MapPost("/{id}/info", SupplyInfo).Needs(Scopes.SandboxWrite).Named("supplyTestOrderInfo", "Supply what you asked for, as the user of a test order").Gives<OrderJson>().Example(OrdersApi.InfoSample);
    }

    /// <summary>No key can be issued for it: the other side of one account, and of no other.</summary>
    private static string OtherSide(string provider) => provider + ".test";

    private static async Task<IResult> Place(Call call, Body<PlaceOrderBody> body) =>
        (await call.ReadProduct(body.Value.ProdId))?.Value.Owner == call.Caller.Owner
            ? await OrderPlacing.PlaceFor(call, OtherSide(call.Caller.Owner), body)
            : Answers.NotFound("product", body.Value.ProdId);

    private static async Task<IResult> SupplyInfo(string id, Call call, Body<SupplyInfoBody> body) =>
        await call.FindOrder(id) is { Value: var order } && order.Marketplace == OtherSide(order.Provider)
            ? await OrdersApi.SupplyInfo(id, call, body)
            : Answers.NotFound("order", id);
}
