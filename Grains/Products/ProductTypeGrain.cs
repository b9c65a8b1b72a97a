namespace Actors.Products;

/// <summary>The shell of a product type; its rules stand in <see cref="ProductType"/>.</summary>
internal sealed class ProductTypeGrain(IGrainHost<ProductTypeCommand, ProductTypeView> host)
    : Grain<ProductTypeCommand, ProductTypeView>(host), IProductTypeGrain;
