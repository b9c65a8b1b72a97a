using System.Text.Json.Serialization;

namespace Actors.Products;

/// <summary>
/// What a product type asks of its products: operator data, empty until set. Key: <c>sandbox.utilities_tv</c>,
/// see <see cref="ProductTypeView.KeyOf"/>.
/// </summary>
public interface IProductTypeGrain : IGrain<ProductTypeCommand, ProductTypeView>;

/// <summary>What may be asked of a product type.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(ProductTypeCommand.Require), "require")]
public abstract record ProductTypeCommand
{
    private ProductTypeCommand()
    {
    }

    /// <summary>Sets the meta keys without which a product of this type is not displayed (MM-10).</summary>
    public sealed record Require(
        string ProductType,
        DataEnvironment Environment,
        IReadOnlyList<string> MetaKeys,
        DateTimeOffset At) : ProductTypeCommand;
}

/// <summary>A product type.</summary>
public sealed record ProductTypeView(string ProductType, DataEnvironment Environment, IReadOnlyList<string> RequiredMeta)
{
    /// <summary>The grain's key for a type in an environment.</summary>
    public static string KeyOf(DataEnvironment environment, string productType) =>
        (environment == DataEnvironment.Production ? "production." : "sandbox.") + productType;
}
