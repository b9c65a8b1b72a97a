using System.Text.Json.Serialization;
using static Actors.Products.Product;

namespace Actors.Products;

/// <summary>A product and everything that changes it (models 2.4).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Enabled), "enabled")]
[JsonDerivedType(typeof(Disabled), "disabled")]
[JsonDerivedType(typeof(Blocked), "blocked")]
[JsonDerivedType(typeof(Archived), "archived")]
internal abstract record Product
{
    private Product()
    {
    }

    public sealed record None : Product;

    /// <summary>Every state but <see cref="None"/>.</summary>
    public abstract record Known(ProductFacts Facts) : Product;

    public sealed record Enabled(ProductFacts Facts) : Known(Facts);

    public sealed record Disabled(ProductFacts Facts) : Known(Facts);

    public sealed record Blocked(ProductFacts Facts, string Reason) : Known(Facts);

    public sealed record Archived(ProductFacts Facts) : Known(Facts);

    public static Decision<ProductEvent> Decide(Product state, ProductCommand command) => (state, command) switch
    {
        (None, ProductCommand.Create c) => ProductWriting.Create(c),
        (None, _) => Reject(Refuse.NotFound("product_not_found", "There is no such product; create it first.")),
        (Known k, ProductCommand.Create c) => ProductWriting.CreateAgain(k, c),
        (Known { Facts.Ordered: true }, ProductCommand.NoteOrder) => Accept(),
        (Known, ProductCommand.NoteOrder c) => Accept(new ProductEvent.OrderNoted(c.At)),

        (Archived, ProductCommand.Archive) => Accept(),
        (Archived, _) => Reject(Refuse.Conflict(
            "product_archived", "The product is archived and read-only for good; create a new product.")),

        (Blocked, ProductCommand.Update) => Reject(BlockedNow),
        (Known k, ProductCommand.Update c) => ProductWriting.Update(k, c),
        (Blocked b, ProductCommand.Block c) when b.Reason == c.Reason => Accept(),
        (Known, ProductCommand.Block c) => Decision.Unless<ProductEvent>(
            new Faults().Required("/reason", c.Reason, ProductLimits.Reason).Rejection, new ProductEvent.Blocked(c.Reason, c.At)),
        (Blocked, ProductCommand.Unblock c) => Accept(new ProductEvent.Unblocked(c.At)),
        (Known, ProductCommand.Unblock) => Accept(),
        (Blocked, ProductCommand.Archive) => Reject(BlockedNow),
        (Enabled, ProductCommand.Archive) => Reject(Refuse.Conflict(
            "product_enabled", "The product is enabled; disable it first, then archive it.")),
        (Disabled, ProductCommand.Archive { OpenOrders: > 0 } c) => Reject(Refuse.Conflict(
            "product_has_open_orders", $"{c.OpenOrders} of its orders are not final; answer them first.")),
        (Disabled, ProductCommand.Archive c) => Accept(new ProductEvent.Archived(c.At)),

        (Known k, ProductCommand.AddPrice c) => ProductPricing.Add(k.Facts, c),
        (Known k, ProductCommand.RenamePrice c) => ProductPricing.Rename(k.Facts, c),
        (Known k, ProductCommand.ArchivePrice c) => ProductPricing.Archive(k.Facts, c),
        (Known k, ProductCommand.PublishFields c) => FieldPublishing.Decide(k.Facts, c),
        _ => Reject(Refuse.Conflict("product_state", $"{command.GetType().Name} is not possible when {state.GetType().Name}.")),
    };

    public static Product Evolve(Product state, ProductEvent @event) => (state, @event) switch
    {
        (None, ProductEvent.Created e) => e.OnSale ? new Enabled(e.Facts) : new Disabled(e.Facts),
        (Known k, ProductEvent.Changed e) => k with { Facts = k.Facts.Changed(e) },
        (Disabled s, ProductEvent.Enabled) => new Enabled(s.Facts),
        (Enabled s, ProductEvent.Disabled) => new Disabled(s.Facts),
        (Enabled or Disabled or Blocked, ProductEvent.Blocked e) => new Blocked(((Known)state).Facts, e.Reason),
        (Blocked s, ProductEvent.Unblocked) => new Disabled(s.Facts),
        (Disabled s, ProductEvent.Archived) => new Archived(s.Facts),
        (Known k, ProductEvent.PriceAdded e) => k with { Facts = k.Facts.With(e.PriceId, e.Price) },
        (Known k, ProductEvent.PriceRenamed e) => k with
        {
            Facts = k.Facts.With(e.PriceId, k.Facts.Prices[e.PriceId] with { Name = e.Name }),
        },
        (Known k, ProductEvent.PriceArchived e) => k with
        {
            Facts = k.Facts.With(e.PriceId, k.Facts.Prices[e.PriceId] with { Archived = e.At }),
        },
        (Known k, ProductEvent.FieldsPublished e) => k with { Facts = k.Facts.With(e.Version, e.Schema) },
        (Known k, ProductEvent.OrderNoted) => k with { Facts = k.Facts with { Ordered = true } },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Rejection BlockedNow => Refuse.Conflict(
        "product_blocked", "An operator blocked the product; ask for it to be unblocked first.");

    private static Decision<ProductEvent> Accept(params ProductEvent[] events) => Decision.Accept<ProductEvent>(events);

    private static Decision<ProductEvent> Reject(Rejection rejection) => Decision.Reject<ProductEvent>(rejection);
}
