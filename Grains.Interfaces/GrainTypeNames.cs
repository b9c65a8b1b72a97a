namespace Actors;

/// <summary>The stable names of the grain types, for <see cref="GrainId"/>. Stored in every row; never renamed.</summary>
public static class GrainTypeNames
{
    public const string Product = "product";
    public const string ProductType = "product_type";
    public const string Order = "order";
    public const string ApiKey = "api_key";
    public const string User = "user";
    public const string Feed = "feed";
    public const string Platform = "platform";
    public const string Account = "account";
}
