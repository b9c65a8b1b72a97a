namespace Actors.Products;

/// <summary>The statuses of a price.</summary>
public static class PriceStatus
{
    public const string Active = "Active";
    public const string Archived = "Archived";
}
