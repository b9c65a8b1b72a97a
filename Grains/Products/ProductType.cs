using System.Text.Json.Serialization;
using static Actors.Products.ProductType;

namespace Actors.Products;

/// <summary>What a product type asks of its products (A-33).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Defined), "defined")]
internal abstract record ProductType
{
    private ProductType()
    {
    }

    public sealed record None : ProductType;

    public sealed record Defined(string Type, DataEnvironment Environment, IReadOnlyList<string> RequiredMeta) : ProductType;

    public static Decision<ProductTypeEvent> Decide(ProductType state, ProductTypeCommand command) => (state, command) switch
    {
        (_, ProductTypeCommand.Require c) when Faulty(c) is { } faulty => Decision.Reject<ProductTypeEvent>(faulty),
        (Defined d, ProductTypeCommand.Require c) when Same.Set(d.RequiredMeta, c.MetaKeys) => Decision.Accept<ProductTypeEvent>(),
        (_, ProductTypeCommand.Require c) => Decision.Accept<ProductTypeEvent>(new ProductTypeEvent.Required(
            c.ProductType, c.Environment, [.. c.MetaKeys.Distinct(StringComparer.Ordinal)], c.At)),
        _ => Decision.Reject<ProductTypeEvent>(Refuse.Conflict("product_type_state", $"{command.GetType().Name} is not possible when {state.GetType().Name}.")),
    };

    public static ProductType Evolve(ProductType state, ProductTypeEvent @event) => (state, @event) switch
    {
        (None or Defined, ProductTypeEvent.Required e) => new Defined(e.ProductType, e.Environment, e.MetaKeys),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Rejection? Faulty(ProductTypeCommand.Require c)
    {
        var faults = new Faults()
            .Require(
                ProductTypes.All.Contains(c.ProductType),
                "/product_type",
                "product_type_unknown",
                $"Give one of: {string.Join(", ", ProductTypes.All)}.")
            .Require(
                c.MetaKeys.Count <= ProductLimits.MetaPairs,
                "/required_meta",
                "too_many",
                $"At most {ProductLimits.MetaPairs} keys are taken.");
        foreach (var (index, key) in c.MetaKeys.Take(ProductLimits.MetaPairs).Index())
        {
            faults.Required($"/required_meta/{index}", key, ProductLimits.MetaKey);
        }

        return faults.Rejection;
    }
}
