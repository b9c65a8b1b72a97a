using System.Text.Json;
using Actors.Tests;

namespace Actors.Orders.Tests;

/// <summary>Stories about orders.</summary>
internal static class OrderStory
{
    public static Story<Order, OrderCommand, OrderEvent, OrderView> Given(params OrderCommand[] commands) =>
        new Story<Order, OrderCommand, OrderEvent, OrderView>(new OrderModel()).Given(commands);

    public static Outcome<OrderEvent> WhenPlaced(OrderCommand.Place place) => Given().When(place);

    /// <summary>The push to an account, read as a receiver would.</summary>
    public static (Effect.Send Send, JsonElement Data) Push(this Outcome<OrderEvent> outcome, string account)
    {
        var send = outcome.Effects.OfType<Effect.Send>().Where(s => s.Destination == account + ".sandbox").ShouldHaveSingleItem();
        return (send, JsonElement.Parse(send.Body));
    }

    public static string Text(this JsonElement json, params string[] path) =>
        path.Aggregate(json, (at, name) => at.GetProperty(name)).ToString();
}
