using Actors.Api.Http;
using Actors.Keys;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>
/// Who sees which product: a provider its own, a marketplace what can be ordered, an operator all of the environment.
/// What is not seen is not found.
/// </summary>
internal static class ProductSight
{
    public const string Prefix = "prod";

    public static async Task<Snapshot<ProductView>?> FindProduct(this Call call, string id)
    {
        var product = await call.ReadProduct(id);
        return product is not null && await call.Sees(product.Value, new TypeRules(call)) ? product : null;
    }

    /// <summary>A product of the caller's environment, whoever may see it: an order says itself why it cannot be placed.</summary>
    public static async Task<Snapshot<ProductView>?> ReadProduct(this Call call, string id)
    {
        var product = ResourceId.Is(Prefix, id) ? await call.Grain<IProductGrain>(id).Read(call.Aborted) : null;
        return product?.Value.Environment == call.Environment ? product : null;
    }

    public static async ValueTask<bool> Sees(this Call call, ProductView product, TypeRules types) => call.Caller.Role switch
    {
        KeyRole.Operator => true,
        KeyRole.Provider => product.Owner == call.Caller.Owner,
        _ => ProductRules.IsOrderable(product, await types.MissingMeta(product)),
    };

    public static ListQuery Products(this Call call, Paging page) => call.Caller.Role switch
    {
        KeyRole.Operator => call.Query(page),
        KeyRole.Provider => call.Query(page) with { Owner = call.Caller.Owner },
        _ => call.Query(page) with { Statuses = [ProductStatus.Enabled] },
    };

    /// <summary>Whether a cursor is of the caller's list. A product may have been hidden since: it still marks a place.</summary>
    public static async Task<bool> KnowsCursor(this Call call, string? cursor)
    {
        if (cursor is null)
        {
            return true;
        }

        var product = await call.ReadProduct(cursor);
        return product is not null && (call.Caller.Role != KeyRole.Provider || product.Value.Owner == call.Caller.Owner);
    }
}
