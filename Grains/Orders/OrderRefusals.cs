using System.Globalization;

namespace Actors.Orders;

/// <summary>Why an order does not take a command in its present state, and when it would.</summary>
internal static class OrderRefusals
{
    public static Rejection NotNow(Order state) => state switch
    {
        Order.Processing s => Refuse.Conflict(
            "order_processing",
            $"The provider has until {s.Facts.Deadline.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)}; from then on the order is in the manual queue, where this is possible."),
        Order.NeedMoreInfo s => Refuse.Conflict(
            "order_needs_info",
            $"The order waits for its user to supply: {string.Join(", ", s.RequiredFields)}. It is possible again once that is there."),
        Order.Successful or Order.Failed => Final(state),
        _ => throw new InvalidOperationException($"No refusal for an order that is {state.GetType().Name}."),
    };

    public static Rejection Final(Order state) => Refuse.Conflict(
        "order_final",
        state switch
        {
            Order.Failed { Code: OrderClock.InfoTimeout } => "The order failed because its user did not answer in time. That is final; place a new order.",
            Order.Failed => "The order failed; that is final. Only the same answer again is taken.",
            _ => "The order was successful; that is final. Only the same answer again is taken.",
        });

    public static Rejection Claimed(string holder) => Refuse.Conflict(
        "order_claimed", $"{holder} works on this order; let them answer or release it first.");
}
