using Actors.Api.Http;
using Actors.Api.Screen;
using Actors.Keys;
using Actors.Orders;
using Microsoft.Extensions.Options;

namespace Actors.Api.Orders;

/// <summary>Who sees which order: the provider that answers it, the marketplace that placed it, an operator (MM-29, MM-40).</summary>
internal static class OrderSight
{
    public const string Prefix = "po";

    public static async Task<Snapshot<OrderView>?> FindOrder(this Call call, string id)
    {
        var order = ResourceId.Is(Prefix, id) ? await call.Grain<IOrderGrain>(id).Read(call.Aborted) : null;
        return order is not null && call.Sees(order.Value) ? order : null;
    }

    public static ListQuery Orders(this Call call, Paging page) => call.Caller.Role switch
    {
        KeyRole.Provider => call.Query(page) with { Owner = call.Caller.Owner },
        KeyRole.Marketplace => call.Query(page) with { Party = call.Caller.Owner },
        _ => call.Query(page),
    };

    /// <summary>An order for this caller at a moment; a marketplace also gets the link for its user's screen.</summary>
    public static OrderJson Show(this Call call, OrderView order, DateTimeOffset now)
    {
        var json = OrderJson.From(order, now, call.ApiVersion) with { Metadata = call.NotesOn(order) };
        if (call.Caller.Role != KeyRole.Marketplace)
        {
            return json;
        }

        call.Http.Features.Set(new HoldsSecret());
        return json with { ScreenUrl = ScreenUrl(call, order.Id) };
    }

    /// <summary>A party's own; an operator is none.</summary>
    private static IReadOnlyDictionary<string, string> NotesOn(this Call call, OrderView order) => call.Caller.Role switch
    {
        KeyRole.Provider => order.ProviderMetadata,
        KeyRole.Marketplace => order.MarketplaceMetadata,
        _ => new Dictionary<string, string>(),
    };

    private static bool Sees(this Call call, OrderView order) => order.Environment == call.Environment && call.Caller.Role switch
    {
        KeyRole.Operator => true,
        KeyRole.Provider => order.Provider == call.Caller.Owner,
        _ => order.Marketplace == call.Caller.Owner,
    };

    private static string ScreenUrl(Call call, string orderId)
    {
        var services = call.Http.RequestServices;
        var request = call.Http.Request;
        var site = services.GetRequiredService<IOptions<ApiOptions>>().Value.PublicUrl?.ToString().TrimEnd('/')
            ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
        return site + ScreenLink.PathOf(services.GetRequiredService<IVault>(), orderId);
    }
}
