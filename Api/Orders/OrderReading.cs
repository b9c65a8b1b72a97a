using Actors.Api.Http;
using Actors.Orders;

namespace Actors.Api.Orders;

/// <summary>Orders as they stand by the clock, whatever their reminders did (G9).</summary>
internal static class OrderReading
{
    public static async Task<IResult> Get(string id, Call call)
    {
        if (await call.FindOrder(id) is not { } order)
        {
            return Answers.NotFound("order", id);
        }

        var now = await call.Now(order.Value.Provider);
        var settled = order.Value.Manual || !order.Value.IsManual(now);
        return call.Got(call.Show(order.Value, now), EntityTag.Of(order.Version), settled);
    }

    public static async Task<IResult> List(Call call, Paging page, OrderFilter filter)
    {
        if (page.Cursor is { } cursor && await call.FindOrder(cursor) is null)
        {
            return new ProblemResult(Lists.BadCursor(cursor));
        }

        Func<OrderView, ValueTask<bool>>? shows = filter.Queue is null ? null : async order => filter.Shows(order, await call.Now(order.Provider));
        var orders = await call.Page(filter.Narrow(call.Orders(page)), shows, order => order.Id);
        var shown = new List<OrderJson>();
        foreach (var order in orders.Items)
        {
            shown.Add(call.Show(order.Value, await call.Now(order.Value.Provider)));
        }

        return TypedResults.Ok(ListJson<OrderJson>.Of(call, shown, orders.HasMore, orders.Next));
    }
}
