using Actors.Api.Http;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>What product types ask of their products (MM-10), read once per request and type.</summary>
internal sealed class TypeRules(Call call)
{
    private readonly Dictionary<string, Snapshot<ProductTypeView>?> _known = new(StringComparer.Ordinal);

    public async ValueTask<Snapshot<ProductTypeView>?> Of(string productType)
    {
        if (!_known.TryGetValue(productType, out var type))
        {
            type = await call.Grain<IProductTypeGrain>(ProductTypeView.KeyOf(call.Environment, productType)).Read(call.Aborted);
            _known[productType] = type;
        }

        return type;
    }

    /// <summary>The meta keys that the product's type asks for and the product lacks or leaves blank.</summary>
    public async ValueTask<IReadOnlyList<string>> MissingMeta(ProductView product) =>
        ProductRules.MissingMeta(product, (await Of(product.ProductType))?.Value);
}
