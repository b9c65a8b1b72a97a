namespace Actors.Products;

/// <summary>
/// What is stored of a product in every state. Collections are dictionaries by id, so that fields which older code
/// does not know survive its writes.
/// </summary>
internal sealed record ProductFacts
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required DataEnvironment Environment { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string ProductType { get; init; }

    public IReadOnlyDictionary<string, string> Meta { get; init; } = new Dictionary<string, string>();

    // Products that were stored before there was metadata have none.
    public IReadOnlyDictionary<string, string> Metadata { get => field ?? MetadataRules.None; init; }

    public IReadOnlyDictionary<string, Price> Prices { get; init; } = new Dictionary<string, Price>();

    public IReadOnlyDictionary<int, StoredSchema> Schemas { get; init; } = new Dictionary<int, StoredSchema>();

    /// <summary>Set by the first order; freezes the type.</summary>
    public bool Ordered { get; init; }

    public ProductFacts Changed(ProductEvent.Changed e) => this with
    {
        Name = e.Name ?? Name,
        Description = e.Description ?? Description,
        ProductType = e.ProductType ?? ProductType,
        Meta = e.Meta is null ? Meta : Merged(Meta, e.Meta),
        Metadata = MetadataRules.Merged(Metadata, e.Metadata),
    };

    public ProductFacts With(string priceId, Price price) =>
        this with { Prices = new Dictionary<string, Price>(Prices) { [priceId] = price } };

    public ProductFacts With(int version, StoredSchema schema) =>
        this with { Schemas = new Dictionary<int, StoredSchema>(Schemas) { [version] = schema } };

    /// <summary>Sets keys; a null value takes its key away.</summary>
    public static IReadOnlyDictionary<string, string> Merged(
        IReadOnlyDictionary<string, string> meta, IReadOnlyDictionary<string, string?> changes)
    {
        var merged = new Dictionary<string, string>(meta);
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = value;
            }
        }

        return merged;
    }
}
