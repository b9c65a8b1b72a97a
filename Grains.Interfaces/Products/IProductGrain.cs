namespace Actors.Products;

/// <summary>
/// A product with its prices and field schemas (models 2.4). Key: <c>prod_…</c>. Prices live inside their product, so
/// that an order sees product, price and fields of one version.
/// </summary>
public interface IProductGrain : IGrain<ProductCommand, ProductView>;
