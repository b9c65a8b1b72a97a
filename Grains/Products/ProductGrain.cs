namespace Actors.Products;

/// <summary>The shell of a product; its rules stand in <see cref="Product"/>.</summary>
internal sealed class ProductGrain(IGrainHost<ProductCommand, ProductView> host) : Grain<ProductCommand, ProductView>(host), IProductGrain;
