using Actors.Api.Http;
using Actors.Products;

namespace Actors.Api.Products;

/// <summary>A product on the wire.</summary>
internal sealed record ProductJson
{
    /// <summary><c>prod_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>product</c>.</summary>
    public required string Object { get; init; }

    public required DataEnvironment Environment { get; init; }

    /// <summary>The account that provides it.</summary>
    public required string Owner { get; init; }

    /// <summary>Shown to end users.</summary>
    public required string Name { get; init; }

    /// <summary>Shown to end users.</summary>
    public required string Description { get; init; }

    /// <summary>One of the 27 types; see <c>/product-types</c>.</summary>
    public required string ProductType { get; init; }

    public required IReadOnlyDictionary<string, string> Meta { get; init; }

    /// <summary>The provider's own notes; empty for everybody else.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>False: not shown, not orderable (MM-08).</summary>
    public required bool Enabled { get; init; }

    /// <summary><c>Enabled</c>, <c>Disabled</c>, <c>Blocked</c> or <c>Archived</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why an operator blocked it, or null.</summary>
    public required string? BlockReason { get; init; }

    /// <summary>Whether it has all meta keys that its type asks for (MM-10).</summary>
    public required bool Displayable { get; init; }

    /// <summary>The meta keys that it lacks.</summary>
    public required IReadOnlyList<string> MissingMeta { get; init; }

    /// <summary>Whether marketplaces see it and may order it: enabled, displayable, with an active price (MM-18).</summary>
    public required bool Orderable { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public static ProductJson From(Snapshot<ProductView> product, IReadOnlyList<string> missingMeta, Caller caller) => new()
    {
        Id = product.Value.Id,
        Object = "product",
        Environment = product.Value.Environment,
        Owner = product.Value.Owner,
        Name = product.Value.Name,
        Description = product.Value.Description,
        ProductType = product.Value.ProductType,
        Meta = product.Value.Meta,
        Metadata = product.Value.Owner == caller.Owner ? product.Value.Metadata : new Dictionary<string, string>(),
        Enabled = product.Value.Status == ProductStatus.Enabled,
        Status = product.Value.Status,
        BlockReason = product.Value.BlockReason,
        Displayable = missingMeta.Count == 0,
        MissingMeta = missingMeta,
        Orderable = ProductRules.IsOrderable(product.Value, missingMeta),
        Created = product.Created,
        Updated = product.Updated,
    };
}
