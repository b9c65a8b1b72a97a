using System.Text.Json.Serialization.Metadata;

namespace Actors.Products;

/// <summary>The grain type of products.</summary>
internal sealed class ProductModel : GrainModel<Product, ProductCommand, ProductEvent, ProductView>
{
    public override string Type => GrainTypeNames.Product;

    public override Type Contract => typeof(IProductGrain);

    public override IReadOnlyList<string> Statuses { get; } =
        [ProductStatus.Enabled, ProductStatus.Disabled, ProductStatus.Blocked, ProductStatus.Archived];

    public override Product Initial { get; } = new Product.None();

    public override JsonTypeInfo<Product> StateJson => ProductJsonContext.Default.Product;

    public override JsonTypeInfo<ProductCommand> CommandJson => ProductJsonContext.Default.ProductCommand;

    public override JsonTypeInfo<ProductEvent> EventJson => ProductJsonContext.Default.ProductEvent;

    public override Decision<ProductEvent> Decide(Product state, ProductCommand command) => Product.Decide(state, command);

    public override Product Evolve(Product state, ProductEvent @event) => Product.Evolve(state, @event);

    public override GrainIndex Index(Product state) =>
        new(ProductViews.Facts(state).Owner, ProductViews.Facts(state).Environment, ProductViews.Status(state));

    public override ProductView View(Product state) => ProductViews.Of(state);
}
