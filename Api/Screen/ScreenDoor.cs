using Actors.Orders;
using Actors.Products;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Api.Screen;

/// <summary>What a request for a screen may do: look at the one order of its token, and answer for its user.</summary>
/// <param name="token">From the route.</param>
internal sealed class ScreenDoor(string token, IGrains grains, IClocks clocks, IVault vault, IIds ids, string pathBase)
{
    private readonly string? _orderId = ScreenLink.Verify(vault, token);

    /// <summary>The order as it stands now by its own clock; null when the token is wrong.</summary>
    public async Task<ScreenOrder?> Open(CancellationToken cancellationToken)
    {
        if (_orderId is null || await grains.Get<IOrderGrain>(_orderId).Read(cancellationToken) is not { } order)
        {
            return null;
        }

        var now = await clocks.Now(order.Value.Provider, order.Value.Environment, cancellationToken);
        return new ScreenOrder(order.Value, order.Version, now, $"{pathBase}/o/{Uri.EscapeDataString(token)}");
    }

    /// <summary>Returns when the order moved past what was seen.</summary>
    public Task Changed(ScreenOrder seen, CancellationToken cancellationToken) =>
        grains.WaitForChange(new GrainId("order", seen.Order.Id), seen.Version, cancellationToken);

    /// <summary>The user's answer to <c>Need_more_info</c> (models 2.3, row 8). Null when it was taken.</summary>
    public async Task<Rejection?> Supply(ScreenOrder seen, IReadOnlyDictionary<string, string> fields)
    {
        var order = seen.Order;
        var feed = await grains.Get<IFeedGrain>(FeedView.KeyOf(order.Provider, order.Environment)).Read();
        var product = await grains.Get<IProductGrain>(order.ProductId).Read();
        var schema = product?.Value.SchemaOf(order.SchemaVersion);
        var command = new OrderCommand.SupplyInfo(fields, schema, feed?.Value.Listens(OrderEventJson.Updated) == true, seen.Now);
        var request = new Request($"user:{order.UserId}", seen.Now) { RequestId = ids.New("req") };
        var reply = await grains.Get<IOrderGrain>(order.Id).Execute(command, request);
        return reply is Reply<OrderView>.Refused refused ? refused.Rejection : null;
    }

    /// <summary>Minimal APIs call this to hand a door to a handler.</summary>
    public static ValueTask<ScreenDoor> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        return ValueTask.FromResult(new ScreenDoor(
            context.GetRouteValue("token") as string ?? "",
            services.GetRequiredService<IGrains>(),
            services.GetRequiredService<IClocks>(),
            services.GetRequiredService<IVault>(),
            services.GetRequiredService<IIds>(),
            context.Request.PathBase));
    }
}
