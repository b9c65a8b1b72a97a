namespace Actors.Products;

/// <summary>How much of everything a product takes, in characters or pieces.</summary>
internal static class ProductLimits
{
    public const int Name = 200;
    public const int Description = 5_000;
    public const int Reason = 2_000;
    public const int MetaPairs = 50;
    public const int MetaKey = 40;
    public const int MetaValue = 500;
    public const int Prices = 1_000;
    public const int Fields = 50;
    public const int FieldName = 100;
    public const int FieldOptions = 100;
    public const int FieldOption = 200;
    public const int SchemaVersions = 200;

    /// <summary>The largest whole number that every JSON reader takes exactly (2^53 − 1).</summary>
    public const long Amount = 9_007_199_254_740_991;
}
