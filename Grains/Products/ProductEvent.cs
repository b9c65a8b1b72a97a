using System.Text.Json.Serialization;
using static Actors.Products.ProductEvent;

namespace Actors.Products;

/// <summary>What happened to a product.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Created), "created")]
[JsonDerivedType(typeof(Changed), "changed")]
[JsonDerivedType(typeof(Enabled), "enabled")]
[JsonDerivedType(typeof(Disabled), "disabled")]
[JsonDerivedType(typeof(Blocked), "blocked")]
[JsonDerivedType(typeof(Unblocked), "unblocked")]
[JsonDerivedType(typeof(Archived), "archived")]
[JsonDerivedType(typeof(PriceAdded), "price_added")]
[JsonDerivedType(typeof(PriceRenamed), "price_renamed")]
[JsonDerivedType(typeof(PriceArchived), "price_archived")]
[JsonDerivedType(typeof(FieldsPublished), "fields_published")]
[JsonDerivedType(typeof(OrderNoted), "order_noted")]
internal abstract record ProductEvent
{
    private ProductEvent()
    {
    }

    public sealed record Created(ProductFacts Facts, bool OnSale, DateTimeOffset At) : ProductEvent;

    /// <summary>What is null stayed as it was; so did meta keys that are not named.</summary>
    public sealed record Changed(
        string? Name,
        string? Description,
        string? ProductType,
        IReadOnlyDictionary<string, string?>? Meta,
        DateTimeOffset At) : ProductEvent
    {
        /// <summary>Keys that were set; an empty value took its key away. Null: none.</summary>
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    public sealed record Enabled(DateTimeOffset At) : ProductEvent;

    public sealed record Disabled(DateTimeOffset At) : ProductEvent;

    public sealed record Blocked(string Reason, DateTimeOffset At) : ProductEvent;

    public sealed record Unblocked(DateTimeOffset At) : ProductEvent;

    public sealed record Archived(DateTimeOffset At) : ProductEvent;

    public sealed record PriceAdded(string PriceId, Price Price, DateTimeOffset At) : ProductEvent;

    public sealed record PriceRenamed(string PriceId, string Name, DateTimeOffset At) : ProductEvent;

    public sealed record PriceArchived(string PriceId, DateTimeOffset At) : ProductEvent;

    public sealed record FieldsPublished(int Version, StoredSchema Schema, DateTimeOffset At) : ProductEvent;

    public sealed record OrderNoted(DateTimeOffset At) : ProductEvent;
}
