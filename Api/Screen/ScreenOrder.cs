using Actors.Orders;

namespace Actors.Api.Screen;

/// <summary>An order as one request for its screen sees it.</summary>
/// <param name="Now">By the order's clock; the browser's clock is never asked.</param>
/// <param name="Url">The path of its screen.</param>
internal sealed record ScreenOrder(OrderView Order, long Version, DateTimeOffset Now, string Url)
{
    public ScreenPhase Phase => Order.Status switch
    {
        OrderStatus.Successful => ScreenPhase.Successful,
        OrderStatus.Failed => ScreenPhase.Failed,
        OrderStatus.NeedMoreInfo => ScreenPhase.NeedMoreInfo,
        _ => Order.IsProcessing(Now) ? ScreenPhase.Processing : ScreenPhase.Waiting,
    };

    /// <summary>
    /// How much longer the screen follows by itself (MM-37). An order that nobody listens for is in the manual queue at
    /// once, but may still be answered within the minute, so its screen follows as well.
    /// </summary>
    public TimeSpan Remaining =>
        Order.Status == OrderStatus.Pending && Now < Order.Deadline ? Order.Deadline - Now : TimeSpan.Zero;
}

/// <summary>The five faces of the screen.</summary>
internal enum ScreenPhase
{
    Processing,
    Waiting,
    NeedMoreInfo,
    Successful,
    Failed,
}
