namespace Actors.Products;

/// <summary>The statuses of a product; also the names of its states in lists.</summary>
public static class ProductStatus
{
    public const string Enabled = "Enabled";
    public const string Disabled = "Disabled";
    public const string Blocked = "Blocked";
    public const string Archived = "Archived";
}
