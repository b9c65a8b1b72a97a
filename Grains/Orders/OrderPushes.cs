using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Actors.Webhooks;

namespace Actors.Orders;

/// <summary>The webhooks that an order makes (MM-26 … MM-28, A-47).</summary>
internal static class OrderPushes
{
    private static readonly OrderJsonContext Wire = new(new JsonSerializerOptions(OrderJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary><c>evt_</c>, the order's own characters, and the number of the push.</summary>
    public static string IdOf(OrderFacts facts, int sequence) => $"evt_{facts.Id[(facts.Id.IndexOf('_', StringComparison.Ordinal) + 1)..]}_{sequence}";

    /// <summary>
    /// This attempt's push to the provider. The payload is that of the moment when it was first made, also when it is
    /// sent once more: the same id stands for the same bytes.
    /// </summary>
    public static IReadOnlyList<Effect> ToProvider(Order.Open state)
    {
        if (state.Facts.Push is not { } push)
        {
            return [];
        }

        Order asPushed = push.Manual
            ? new Order.Manual(state.Facts, OrderEvent.WentManual.NoEndpoint, null, null)
            : new Order.Processing(state.Facts);
        var topic = state.Facts.Attempt == 1 ? OrderEventJson.Created : OrderEventJson.Updated;
        var send = Send(state.Facts, state.Facts.Provider, push.Sequence, push.Number, topic, push.At, OrderViews.Of(asPushed), push.Metadata);
        return [state is Order.Processing ? send with { Deadline = state.Facts.Deadline } : send];
    }

    /// <summary>A status push to the marketplace; its number is the order's latest.</summary>
    public static IReadOnlyList<Effect> ToMarketplace(Order.Known state, string topic, DateTimeOffset at) =>
        state.Facts.MarketplaceListens
            ? [Send(state.Facts, state.Facts.Marketplace, state.Facts.Sequence, state.Facts.MarketplacePushes, topic, at, OrderViews.Of(state), state.Facts.MarketplaceMetadata)]
            : [];

    private static Effect.Send Send(
        OrderFacts facts, string account, int sequence, int number, string topic, DateTimeOffset at, OrderView view, IReadOnlyDictionary<string, string>? metadata)
    {
        var id = IdOf(facts, sequence);
        var payload = new OrderEventJson(id, topic, at, number, OrderJson.From(view, at) with { Metadata = metadata ?? MetadataRules.None });
        return new Effect.Send(
            "webhook",
            WebhookEndpointView.KeyOf(account, facts.Environment),
            facts.Id,
            id,
            topic,
            JsonSerializer.Serialize(payload, Wire.OrderEventJson));
    }
}
