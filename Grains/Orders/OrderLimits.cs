namespace Actors.Orders;

/// <summary>How much an order takes, in characters or pieces. Its input's limits are those of the product's fields.</summary>
internal static class OrderLimits
{
    public const int OutputPairs = 50;
    public const int OutputKey = 100;
    public const int OutputValue = 5_000;
    public const int Error = 2_000;
    public const int RequiredFields = 50;

    /// <summary>Of the input after what the user supplied was merged: room for what providers ask beside 50 first pairs.</summary>
    public const int MergedPairs = 100;

    /// <summary>How often the user may be asked; every earlier input is kept.</summary>
    public const int Attempts = 20;

    /// <summary>The longest time that a user may be given.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(365);
}
