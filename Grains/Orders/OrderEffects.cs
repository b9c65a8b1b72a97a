using Actors.Products;

namespace Actors.Orders;

/// <summary>What follows from each event, given the state after it. Pure; no other place makes an order's effects.</summary>
internal static class OrderEffects
{
    public const string Deadline = "deadline";
    public const string AnswerBy = "answer-by";

    public static IReadOnlyList<Effect> Of(Order after, OrderEvent @event) => (after, @event) switch
    {
        (Order.Processing s, OrderEvent.Placed e) => [.. Attempt(s), .. e.FirstOrder ? [NoteOrder(s.Facts, e.At)] : NoEffects],
        (Order.Processing s, OrderEvent.InfoSupplied) =>
            [.. s.Facts.AnswerBy is null ? NoEffects : [new Effect.Forget(AnswerBy)], .. Attempt(s)],
        (Order.NeedMoreInfo s, OrderEvent.InfoAsked e) =>
        [
            new Effect.Forget(Deadline),
            e.AnswerBy is { } due ? new Effect.Remind(AnswerBy, due) : new Effect.Forget(AnswerBy),
            .. OrderPushes.Withdraw(s.Facts),
            OrderPushes.ToMarketplace(s, OrderEventJson.NeedMoreInfo, e.At),
        ],
        (Order.Successful s, OrderEvent.Succeeded e) => [.. End(s), OrderPushes.ToMarketplace(s, OrderEventJson.Succeeded, e.At)],
        (Order.Failed s, OrderEvent.Failed e) => [.. End(s), OrderPushes.ToMarketplace(s, OrderEventJson.Failed, e.At)],

        (Order.Open s, OrderEvent.Redelivered e) => [OrderPushes.ToProvider(s, again: e)],
        (Order.Manual, OrderEvent.WentManual or OrderEvent.Claimed or OrderEvent.Released) => [],
        (_, OrderEvent.MetadataChanged) => [],
        _ => throw new InvalidOperationException($"No effects for {@event.GetType().Name} before {after.GetType().Name}."),
    };

    private static IReadOnlyList<Effect> NoEffects => [];

    /// <summary>
    /// The event is published in any case, for providers that pull. One that cannot be told needs no deadline: the order
    /// is manual in the same turn.
    /// </summary>
    private static IReadOnlyList<Effect> Attempt(Order.Processing state) => state.Facts.ProviderListens
        ? [new Effect.Remind(Deadline, state.Facts.Deadline), OrderPushes.ToProvider(state)]
        : [OrderPushes.ToProvider(state)];

    private static IReadOnlyList<Effect> End(Order.Known state) =>
    [
        new Effect.Forget(Deadline),
        .. state.Facts.AnswerBy is null ? NoEffects : [new Effect.Forget(AnswerBy)],
        .. OrderPushes.Withdraw(state.Facts),
    ];

    private static Effect.Tell NoteOrder(OrderFacts facts, DateTimeOffset at) =>
        new Effect.Tell(new GrainId(GrainTypeNames.Product, facts.ProductId), new ProductCommand.NoteOrder(at));
}
