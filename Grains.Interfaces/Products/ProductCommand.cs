using System.Text.Json.Serialization;

namespace Actors.Products;

/// <summary>What may be asked of a product.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(ProductCommand.Create), "create")]
[JsonDerivedType(typeof(ProductCommand.Update), "update")]
[JsonDerivedType(typeof(ProductCommand.Block), "block")]
[JsonDerivedType(typeof(ProductCommand.Unblock), "unblock")]
[JsonDerivedType(typeof(ProductCommand.Archive), "archive")]
[JsonDerivedType(typeof(ProductCommand.AddPrice), "add_price")]
[JsonDerivedType(typeof(ProductCommand.RenamePrice), "rename_price")]
[JsonDerivedType(typeof(ProductCommand.ArchivePrice), "archive_price")]
[JsonDerivedType(typeof(ProductCommand.PublishFields), "publish_fields")]
[JsonDerivedType(typeof(ProductCommand.NoteOrder), "note_order")]
public abstract record ProductCommand
{
    private ProductCommand()
    {
    }

    /// <summary>Creates it (MM-01). Prices are added afterwards (MM-03).</summary>
    public sealed record Create(
        string ProductId,
        string Owner,
        DataEnvironment Environment,
        string Name,
        string Description,
        string ProductType,
        IReadOnlyDictionary<string, string> Meta,
        bool Enabled,
        DateTimeOffset At) : ProductCommand
    {
        /// <summary>The provider's own notes.</summary>
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    /// <summary>Changes what is given; null leaves as it is. The type is frozen after the first order.</summary>
    /// <param name="Meta">Keys to set; a null value takes the key away.</param>
    public sealed record Update(
        string? Name,
        string? Description,
        string? ProductType,
        IReadOnlyDictionary<string, string?>? Meta,
        bool? Enabled,
        DateTimeOffset At) : ProductCommand
    {
        /// <summary>Keys to set of the provider's own notes; an empty value takes its key away.</summary>
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    /// <summary>An operator hides it.</summary>
    public sealed record Block(string Reason, DateTimeOffset At) : ProductCommand;

    /// <summary>An operator lets it be again; it comes back disabled.</summary>
    public sealed record Unblock(DateTimeOffset At) : ProductCommand;

    /// <summary>Makes a disabled product read-only for good.</summary>
    /// <param name="OpenOrders">How many of its orders are not final, as the caller counted them.</param>
    public sealed record Archive(int OpenOrders, DateTimeOffset At) : ProductCommand;

    /// <summary>Adds a price (MM-04, MM-14 … MM-17). Amount and currency never change afterwards.</summary>
    /// <param name="Amount">In minor units of the currency, 0 or more.</param>
    public sealed record AddPrice(string PriceId, string Name, string Currency, long Amount, DateTimeOffset At) : ProductCommand;

    /// <summary>Renames a price.</summary>
    public sealed record RenamePrice(string PriceId, string Name, DateTimeOffset At) : ProductCommand;

    /// <summary>Takes a price out of use; orders that were placed with it go on.</summary>
    public sealed record ArchivePrice(string PriceId, DateTimeOffset At) : ProductCommand;

    /// <summary>Publishes the next version of the fields that an order's input must fit (MM-24).</summary>
    public sealed record PublishFields(IReadOnlyList<Field> Fields, DateTimeOffset At) : ProductCommand;

    /// <summary>Its first order was placed: from now on its type is frozen. Sent by the order.</summary>
    public sealed record NoteOrder(DateTimeOffset At) : ProductCommand;
}
