namespace Actors.Products;

/// <summary>What may be seen of a product.</summary>
/// <param name="Status"><c>Enabled</c>, <c>Disabled</c>, <c>Blocked</c> or <c>Archived</c>.</param>
/// <param name="BlockReason">Why an operator blocked it, or null.</param>
/// <param name="Prices">All prices, oldest first.</param>
/// <param name="Schemas">All field schemas, version 1 first; empty when any input is taken.</param>
/// <param name="Ordered">Whether it was ever ordered; its type is frozen then.</param>
public sealed record ProductView(
    string Id,
    string Owner,
    DataEnvironment Environment,
    string Name,
    string Description,
    string ProductType,
    IReadOnlyDictionary<string, string> Meta,
    string Status,
    string? BlockReason,
    IReadOnlyList<PriceView> Prices,
    IReadOnlyList<FieldSchema> Schemas,
    bool Ordered)
{
    /// <summary>The provider's own notes; nobody else's to see.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The schema that new orders are placed under, or null.</summary>
    public FieldSchema? CurrentSchema => Schemas.Count == 0 ? null : Schemas[^1];

    /// <summary>The schema of a version, or null: 0 stands for none.</summary>
    public FieldSchema? SchemaOf(int version) => Schemas.FirstOrDefault(schema => schema.Version == version);
}

/// <summary>A price.</summary>
/// <param name="Id"><c>price_…</c></param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Amount">In minor units.</param>
/// <param name="Exponent">How many decimals the minor unit stands for: 2 for GBP, 0 for JPY, 3 for KWD.</param>
/// <param name="Status"><c>Active</c> or <c>Archived</c>.</param>
public sealed record PriceView(
    string Id,
    string Name,
    string Currency,
    long Amount,
    int Exponent,
    string Status,
    DateTimeOffset Created);
