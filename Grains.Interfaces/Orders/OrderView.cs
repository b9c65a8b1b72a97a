using Actors.Products;

namespace Actors.Orders;

/// <summary>What may be seen of an order.</summary>
/// <param name="Provider">The account that answers it; the grain's owner.</param>
/// <param name="Marketplace">The account that placed it; the grain's party.</param>
/// <param name="Status">One of <see cref="OrderStatus"/>; the spelling on the wire is the API's.</param>
/// <param name="Manual">Whether the switch to the manual queue was committed; see <see cref="IsManual"/>.</param>
/// <param name="Attempt">1, and one more for each time that the user supplied what was missing.</param>
/// <param name="SchemaVersion">The field schema that it was placed under; 0 for none.</param>
/// <param name="EarlierInputs">What <see cref="Input"/> was before the user supplied more, oldest first.</param>
/// <param name="Deadline">The end of the 60 seconds of this attempt.</param>
/// <param name="ManualReason"><c>deadline</c>, <c>no_endpoint</c>, or null.</param>
/// <param name="Sequence">How many pushes it made so far; grows by one with each event.</param>
/// <param name="Via"><c>api</c> or <c>manual</c> once it is final, else null.</param>
public sealed record OrderView(
    string Id,
    string Provider,
    string Marketplace,
    DataEnvironment Environment,
    string ProductId,
    string ProductName,
    PriceView Price,
    int Quantity,
    string UserId,
    string Status,
    bool Manual,
    int Attempt,
    int SchemaVersion,
    IReadOnlyDictionary<string, string> Input,
    IReadOnlyList<IReadOnlyDictionary<string, string>> EarlierInputs,
    IReadOnlyDictionary<string, string> Output,
    IReadOnlyList<string> RequiredFields,
    string? Error,
    string? ErrorCode,
    string? ClaimedBy,
    DateTimeOffset? ClaimedAt,
    DateTimeOffset Placed,
    DateTimeOffset Deadline,
    DateTimeOffset? AnswerBy,
    DateTimeOffset? Answered,
    string? Via,
    string? ManualReason,
    int Sequence)
{
    /// <summary>The provider's own notes; the marketplace does not see them.</summary>
    public IReadOnlyDictionary<string, string> ProviderMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The marketplace's own notes; the provider does not see them.</summary>
    public IReadOnlyDictionary<string, string> MarketplaceMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether it waits for a person, by the clock: true from the deadline on, whatever the reminder did (G9, MM-25).
    /// </summary>
    public bool IsManual(DateTimeOffset now) => Status == OrderStatus.Pending && (Manual || now >= Deadline);

    /// <summary>Whether the screen still shows <c>processing…</c> (MM-25).</summary>
    public bool IsProcessing(DateTimeOffset now) => Status == OrderStatus.Pending && !IsManual(now);

    /// <summary>Whether its outcome will never change again.</summary>
    public bool IsFinal => Status is OrderStatus.Successful or OrderStatus.Failed;
}

/// <summary>The two parties of an order.</summary>
public static class OrderParty
{
    public const string Provider = "provider";
    public const string Marketplace = "marketplace";
}

/// <summary>The statuses of an order.</summary>
public static class OrderStatus
{
    public const string Pending = "Pending";
    public const string Successful = "Successful";
    public const string NeedMoreInfo = "Need_more_info";
    public const string Failed = "Failed";
}

/// <summary>The names of the grain's states in lists: <c>Pending</c> is two of them.</summary>
public static class OrderListStatus
{
    public const string Processing = "Processing";
    public const string Manual = "Manual";
    public const string NeedMoreInfo = "NeedMoreInfo";
    public const string Successful = "Successful";
    public const string Failed = "Failed";
}
