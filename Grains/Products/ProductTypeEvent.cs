using System.Text.Json.Serialization;

namespace Actors.Products;

/// <summary>What happened to a product type.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ProductTypeEvent.Required), "required")]
internal abstract record ProductTypeEvent
{
    private ProductTypeEvent()
    {
    }

    public sealed record Required(
        string ProductType, DataEnvironment Environment, IReadOnlyList<string> MetaKeys, DateTimeOffset At) : ProductTypeEvent;
}
