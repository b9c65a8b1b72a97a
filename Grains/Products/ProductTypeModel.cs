using System.Text.Json.Serialization.Metadata;

namespace Actors.Products;

/// <summary>The grain type of product types.</summary>
internal sealed class ProductTypeModel : GrainModel<ProductType, ProductTypeCommand, ProductTypeEvent, ProductTypeView>
{
    public override string Type => GrainTypeNames.ProductType;

    public override Type Contract => typeof(IProductTypeGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Defined"];

    public override ProductType Initial { get; } = new ProductType.None();

    public override JsonTypeInfo<ProductType> StateJson => ProductJsonContext.Default.ProductType;

    public override JsonTypeInfo<ProductTypeCommand> CommandJson => ProductJsonContext.Default.ProductTypeCommand;

    public override JsonTypeInfo<ProductTypeEvent> EventJson => ProductJsonContext.Default.ProductTypeEvent;

    public override Decision<ProductTypeEvent> Decide(ProductType state, ProductTypeCommand command) =>
        ProductType.Decide(state, command);

    public override ProductType Evolve(ProductType state, ProductTypeEvent @event) => ProductType.Evolve(state, @event);

    // Operators' data belongs to the platform itself.
    public override GrainIndex Index(ProductType state) => new(PlatformGrains.Owner, View(state).Environment, "Defined");

    public override ProductTypeView View(ProductType state) => state is ProductType.Defined d
        ? new ProductTypeView(d.Type, d.Environment, d.RequiredMeta)
        : throw new InvalidOperationException("A product type that was never defined has nothing to show.");
}
