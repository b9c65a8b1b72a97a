using System.Text.Json;
using Actors.Tests;
using Actors.Webhooks;

namespace Actors.Orders.Tests;

/// <summary>Stories about orders.</summary>
internal static class OrderStory
{
    public static Story<Order, OrderCommand, OrderEvent, OrderView> Given(params OrderCommand[] commands) =>
        new Story<Order, OrderCommand, OrderEvent, OrderView>(new OrderModel()).Given(commands);

    public static Outcome<OrderEvent> WhenPlaced(OrderCommand.Place place) => Given().When(place);

    /// <summary>The push to an account, read as a receiver would.</summary>
    public static (Pushed Send, JsonElement Data) Push(this Outcome<OrderEvent> outcome, string account)
    {
        var send = outcome.Pushes().Where(s => s.Destination == account + ".sandbox").ShouldHaveSingleItem();
        return (send, JsonElement.Parse(send.Body));
    }

    /// <summary>What feeds are told to push, in the newest version.</summary>
    public static IEnumerable<Pushed> Pushes(this Outcome<OrderEvent> outcome) =>
        from tell in outcome.Effects.OfType<Effect.Tell>()
        where tell.Target.Type == "feed" && tell.Command is FeedCommand.Publish or FeedCommand.Repeat
        let item = tell.Command is FeedCommand.Publish publish ? publish.Item : ((FeedCommand.Repeat)tell.Command).Item
        select new Pushed(tell.Target.Key, item.Type, item.Subject, item.Id, item.Body, item.Deadline, tell.Clock);

    /// <summary>The event that a provider's feed is told to forget.</summary>
    public static string? Withdrawn(this Outcome<OrderEvent> outcome) =>
        outcome.Effects.OfType<Effect.Tell>().Select(tell => tell.Command).OfType<FeedCommand.Withdraw>().SingleOrDefault()?.EventId;

    public static string Text(this JsonElement json, params string[] path) =>
        path.Aggregate(json, (at, name) => at.GetProperty(name)).ToString();
}

/// <summary>A push as it is asked of a feed.</summary>
internal sealed record Pushed(
    string Destination, string Topic, string Subject, string MessageId, string Body, DateTimeOffset? Deadline, string? Clock);
