namespace Actors.Orders;

/// <summary>What may be seen of an order in each state.</summary>
internal static class OrderViews
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static OrderFacts Facts(Order state) => state is Order.Known known
        ? known.Facts
        : throw new InvalidOperationException("An order that was never placed has nothing to show.");

    public static string ListStatus(Order state) => state switch
    {
        Order.Processing => OrderListStatus.Processing,
        Order.Manual => OrderListStatus.Manual,
        Order.NeedMoreInfo => OrderListStatus.NeedMoreInfo,
        Order.Successful => OrderListStatus.Successful,
        Order.Failed => OrderListStatus.Failed,
        _ => throw new InvalidOperationException($"An order that is {state.GetType().Name} has no status."),
    };

    public static OrderView Of(Order state) => state switch
    {
        Order.Processing s => Open(s.Facts, OrderStatus.Pending),
        Order.Manual s => Open(s.Facts, OrderStatus.Pending) with
        {
            Manual = true,
            ManualReason = s.Reason,
            ClaimedBy = s.ClaimedBy,
            ClaimedAt = s.ClaimedAt,
        },
        Order.NeedMoreInfo s => Open(s.Facts, OrderStatus.NeedMoreInfo) with
        {
            RequiredFields = s.RequiredFields,
            AnswerBy = s.Facts.AnswerBy,
        },
        Order.Successful s => Open(s.Facts, OrderStatus.Successful) with
        {
            Output = s.Output,
            Via = s.Via,
            Answered = s.Answered,
        },
        Order.Failed s => Open(s.Facts, OrderStatus.Failed) with
        {
            Error = s.Error,
            ErrorCode = s.Code,
            Via = s.Via,
            Answered = s.Answered,
        },
        _ => throw new InvalidOperationException("An order that was never placed has nothing to show."),
    };

    private static OrderView Open(OrderFacts facts, string status) => new(
        Id: facts.Id,
        Provider: facts.Provider,
        Marketplace: facts.Marketplace,
        Environment: facts.Environment,
        ProductId: facts.ProductId,
        ProductName: facts.ProductName,
        Price: facts.Price,
        Quantity: facts.Quantity,
        UserId: facts.UserId,
        Status: status,
        Manual: false,
        Attempt: facts.Attempt,
        SchemaVersion: facts.SchemaVersion,
        Input: facts.Input,
        EarlierInputs: [.. facts.EarlierInputs.OrderBy(pair => pair.Key).Select(pair => pair.Value)],
        Output: Nothing,
        RequiredFields: [],
        Error: null,
        ErrorCode: null,
        ClaimedBy: null,
        ClaimedAt: null,
        Placed: facts.Placed,
        Deadline: facts.Deadline,
        AnswerBy: null,
        Answered: null,
        Via: null,
        ManualReason: null,
        Sequence: facts.Sequence)
    {
        ProviderMetadata = facts.ProviderMetadata,
        MarketplaceMetadata = facts.MarketplaceMetadata,
    };
}
