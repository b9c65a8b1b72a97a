using System.Text.Json;
using Actors.Webhooks;

namespace Actors.Orders;

/// <summary>The webhooks that an order makes (MM-26 … MM-28, A-47).</summary>
internal static class OrderPushes
{
    private static readonly OrderJsonContext Wire = new(new JsonSerializerOptions(OrderJsonContext.Default.Options)
    {
        Encoder = EventText.Encoder,
    });

    /// <summary>The body of a push.</summary>
    public static string Write(OrderEventJson payload) => JsonSerializer.Serialize(payload, Wire.OrderEventJson);

    /// <summary><c>evt_</c>, the order's own characters, and the number of the push.</summary>
    public static string IdOf(OrderFacts facts, int sequence) => $"evt_{facts.Id[(facts.Id.IndexOf('_', StringComparison.Ordinal) + 1)..]}_{sequence}";

    /// <summary>
    /// This attempt's push to the provider. The payload is that of the moment when it was first made, also when it is
    /// sent once more: the same id stands for the same bytes.
    /// </summary>
    public static Effect.Tell ToProvider(Order.Open state, OrderEvent.Redelivered? again = null)
    {
        var push = state.Facts.Push;
        Order asPushed = push.Manual
            ? new Order.Manual(state.Facts, OrderEvent.WentManual.NoEndpoint, null, null)
            : new Order.Processing(state.Facts);
        var topic = state.Facts.Attempt == 1 ? OrderEventJson.Created : OrderEventJson.Updated;
        var item = Item(state.Facts, push.Sequence, push.Number, topic, push.At, OrderViews.Of(asPushed), push.Metadata) with
        {
            Deadline = state is Order.Processing ? state.Facts.Deadline : null,
        };
        return again is null
            ? Publish(state.Facts, state.Facts.Provider, item)
            : Tell(state.Facts, state.Facts.Provider, new FeedCommand.Repeat(item with { Sequence = again.Sequence }));
    }

    /// <summary>A status push to the marketplace; its number is the order's latest.</summary>
    public static Effect.Tell ToMarketplace(Order.Known state, string topic, DateTimeOffset at) => Publish(
        state.Facts,
        state.Facts.Marketplace,
        Item(state.Facts, state.Facts.Sequence, state.Facts.MarketplacePushes, topic, at, OrderViews.Of(state), state.Facts.MarketplaceMetadata));

    /// <summary>
    /// A provider that answered has seen the order: further tries to push it would only mislead. Those that are pending
    /// end with this commit; one that its feed was told of but has not published yet ends right after.
    /// </summary>
    public static IReadOnlyList<Effect> Withdraw(OrderFacts facts)
    {
        var id = IdOf(facts, facts.Push.Sequence);
        return [new Effect.Recall(facts.Id, id) { Logged = true }, Tell(facts, facts.Provider, new FeedCommand.Withdraw(id, facts.Id))];
    }

    private static Effect.Tell Publish(OrderFacts facts, string account, FeedItem item) =>
        Tell(facts, account, new FeedCommand.Publish(account, facts.Environment, item));

    /// <summary>An order lives by its provider's clock; the marketplace's feed by its own.</summary>
    private static Effect.Tell Tell(OrderFacts facts, string account, FeedCommand command) =>
        new(new GrainId(GrainTypeNames.Feed, FeedView.KeyOf(account, facts.Environment)), command)
        {
            Clock = facts.Environment == DataEnvironment.Sandbox && account != facts.Provider ? account : null,
        };

    private static FeedItem Item(OrderFacts facts, int sequence, int number, string topic, DateTimeOffset at, OrderView view, IReadOnlyDictionary<string, string>? metadata)
    {
        var id = IdOf(facts, sequence);
        var payload = new OrderEventJson(id, topic, at, number, OrderJson.From(view, at) with { Metadata = metadata ?? MetadataRules.None });
        return new FeedItem(id, topic, facts.Id, Write(payload));
    }
}
