namespace Actors.Products;

/// <summary>Creating and changing a product (MM-01 … MM-12).</summary>
internal static class ProductWriting
{
    public static Decision<ProductEvent> Create(ProductCommand.Create c) =>
        Decision.Unless<ProductEvent>(Faulty(c), new ProductEvent.Created(FactsOf(c), c.Enabled, c.At));

    /// <summary>Asked twice with the same content it stands; a request key makes both meet here.</summary>
    public static Decision<ProductEvent> CreateAgain(Product.Known known, ProductCommand.Create c)
    {
        var facts = known.Facts;
        var same = facts.Owner == c.Owner && facts.Environment == c.Environment && facts.Name == c.Name
            && facts.Description == c.Description && facts.ProductType == c.ProductType && Same.Map(facts.Meta, c.Meta);
        return same
            ? Decision.Accept<ProductEvent>()
            : Decision.Reject<ProductEvent>(Refuse.Conflict(
                "product_exists", "A product with this id exists with other content; update it, or create one under another key."));
    }

    public static Decision<ProductEvent> Update(Product.Known known, ProductCommand.Update c)
    {
        var facts = known.Facts;
        if (Faulty(facts, c) is { } faulty)
        {
            return Decision.Reject<ProductEvent>(faulty);
        }

        if (facts.Ordered && c.ProductType is not null && c.ProductType != facts.ProductType)
        {
            return Decision.Reject<ProductEvent>(Refuse.Conflict(
                "product_type_frozen",
                $"The product was ordered, so its type stays '{facts.ProductType}'; create a new product for another type.",
                "/product_type"));
        }

        var changed = new ProductEvent.Changed(
            c.Name == facts.Name ? null : c.Name,
            c.Description == facts.Description ? null : c.Description,
            c.ProductType == facts.ProductType ? null : c.ProductType,
            c.Meta is null || Same.Map(ProductFacts.Merged(facts.Meta, c.Meta), facts.Meta) ? null : c.Meta,
            c.At)
        {
            Metadata = Same.Map(MetadataRules.Merged(facts.Metadata, c.Metadata), facts.Metadata) ? null : c.Metadata,
        };
        IReadOnlyList<ProductEvent> change = changed is { Name: null, Description: null, ProductType: null, Meta: null, Metadata: null } ? [] : [changed];
        return Decision.Accept<ProductEvent>([.. change, .. Switch(known, c)]);
    }

    private static IReadOnlyList<ProductEvent> Switch(Product.Known known, ProductCommand.Update c) => (known, c.Enabled) switch
    {
        (Product.Disabled, true) => [new ProductEvent.Enabled(c.At)],
        (Product.Enabled, false) => [new ProductEvent.Disabled(c.At)],
        _ => [],
    };

    private static Rejection? Faulty(ProductCommand.Create c) => new Faults()
        .Required("/name", c.Name, ProductLimits.Name)
        .Optional("/description", c.Description, ProductLimits.Description)
        .Type(c.ProductType)
        .Map("/meta", c.Meta, ProductLimits.MetaPairs, ProductLimits.MetaKey, ProductLimits.MetaValue)
        .Metadata(MetadataRules.None, c.Metadata)
        .Rejection;

    private static Rejection? Faulty(ProductFacts facts, ProductCommand.Update c)
    {
        var faults = new Faults().Optional("/description", c.Description, ProductLimits.Description);
        _ = c.Name is null ? faults : faults.Required("/name", c.Name, ProductLimits.Name);
        _ = c.ProductType is null ? faults : faults.Type(c.ProductType);
        _ = c.Meta is null ? faults : faults
            .Changes("/meta", c.Meta, ProductLimits.MetaPairs * 2, ProductLimits.MetaKey, ProductLimits.MetaValue)
            .Require(
                ProductFacts.Merged(facts.Meta, c.Meta).Count <= ProductLimits.MetaPairs,
                "/meta",
                "too_many",
                $"The product would have more than {ProductLimits.MetaPairs} pairs; take some away with null.");
        return faults.Metadata(facts.Metadata, c.Metadata).Rejection;
    }

    private static Faults Type(this Faults faults, string? type) => faults.Require(
        type is not null && ProductTypes.All.Contains(type),
        "/product_type",
        "product_type_unknown",
        $"'{type}' is no product type; give one of: {string.Join(", ", ProductTypes.All)}.");

    private static ProductFacts FactsOf(ProductCommand.Create c) => new()
    {
        Id = c.ProductId,
        Owner = c.Owner,
        Environment = c.Environment,
        Name = c.Name,
        Description = c.Description,
        ProductType = c.ProductType,
        Meta = c.Meta,
        Metadata = MetadataRules.Merged(MetadataRules.None, c.Metadata),
    };
}
