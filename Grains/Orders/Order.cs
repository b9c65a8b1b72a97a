using System.Text.Json.Serialization;
using static Actors.Orders.Order;

namespace Actors.Orders;

/// <summary>An order and everything that changes it: the table of models 2.3.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Processing), "processing")]
[JsonDerivedType(typeof(Manual), "manual")]
[JsonDerivedType(typeof(NeedMoreInfo), "need_more_info")]
[JsonDerivedType(typeof(Successful), "successful")]
[JsonDerivedType(typeof(Failed), "failed")]
internal abstract record Order
{
    private Order()
    {
    }

    public sealed record None : Order;

    /// <summary>Every state but <see cref="None"/>.</summary>
    public abstract record Known(OrderFacts Facts) : Order;

    /// <summary>Not final yet.</summary>
    public abstract record Open(OrderFacts Facts) : Known(Facts);

    /// <summary>Pending, within the 60 seconds of an attempt.</summary>
    public sealed record Processing(OrderFacts Facts) : Open(Facts);

    /// <summary>Pending, in the provider's manual queue.</summary>
    public sealed record Manual(OrderFacts Facts, string Reason, string? ClaimedBy, DateTimeOffset? ClaimedAt) : Open(Facts);

    /// <summary>Waits for the user.</summary>
    public sealed record NeedMoreInfo(OrderFacts Facts, IReadOnlyList<string> RequiredFields, DateTimeOffset Asked) : Open(Facts);

    public sealed record Successful(
        OrderFacts Facts, IReadOnlyDictionary<string, string> Output, string Via, DateTimeOffset Answered) : Known(Facts);

    /// <param name="Code">Why the platform itself failed it, or null.</param>
    /// <param name="Via">How the provider answered; null when the platform failed it.</param>
    public sealed record Failed(OrderFacts Facts, string Error, string? Code, string? Via, DateTimeOffset Answered) : Known(Facts);

    /// <summary>
    /// Decides on the order as it stands by the clock of the command, whatever its reminders did (G9): what the clock
    /// changed is recorded first, in the same turn.
    /// </summary>
    public static Decision<OrderEvent> Decide(Order state, OrderCommand command)
    {
        var passed = OrderClock.Passed(state, command);
        return Rule(passed.Aggregate(state, Evolve), command) switch
        {
            Decision<OrderEvent>.Accepted accepted => Accepted(state, [.. passed, .. accepted.Events]),
            var rejected => rejected,
        };
    }

    public static Order Evolve(Order state, OrderEvent @event) => (state, @event) switch
    {
        (None, OrderEvent.Placed e) => new Processing(e.Facts.PushedToProvider(e.At)),
        (Processing s, OrderEvent.WentManual e) => new Manual(s.Facts, e.Reason, null, null),
        (Open s, OrderEvent.Succeeded e) => new Successful(s.Facts.PushedToMarketplace(), e.Output, e.Via, e.At),
        (Open s, OrderEvent.InfoAsked e) => new NeedMoreInfo(s.Facts.Asked(e), e.RequiredFields, e.At),
        (Open s, OrderEvent.Failed e) => new Failed(s.Facts.PushedToMarketplace(), e.Error, e.Code, e.Via, e.At),
        (NeedMoreInfo s, OrderEvent.InfoSupplied e) => new Processing(s.Facts.Supplied(e)),
        (Manual s, OrderEvent.Claimed e) => s with { ClaimedBy = e.By, ClaimedAt = e.At },
        (Manual s, OrderEvent.Released) => s with { ClaimedBy = null, ClaimedAt = null },
        (Processing or Manual, OrderEvent.Redelivered) => state,
        (Known s, OrderEvent.MetadataChanged e) => s with { Facts = s.Facts.Noted(e) },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Decision<OrderEvent> Rule(Order state, OrderCommand command) => (state, command) switch
    {
        (None, OrderCommand.Place c) => OrderPlacing.Decide(c),
        (Known s, OrderCommand.Place c) => OrderPlacing.Again(s, c),
        (None, _) => Decision.Reject<OrderEvent>(Refuse.NotFound("order_not_found", "There is no such order; place it first.")),
        (Known s, OrderCommand.SetMetadata c) => OrderNotes.Decide(s, c),
        (Known s, OrderCommand.Answer c) => OrderAnswering.Decide(s, c),
        (Known s, OrderCommand.SupplyInfo c) => OrderSupplying.Decide(s, c),
        (Manual s, OrderCommand.Claim c) => OrderQueue.Claim(s, c),
        (Manual s, OrderCommand.Release c) => OrderQueue.Release(s, c),
        (Open s and not NeedMoreInfo, OrderCommand.Redeliver c) => OrderQueue.Redeliver(s.Facts, c),

        // What the clock asks for was decided before; a wake-up that is out of date changes nothing.
        (Known, OrderCommand.ReachDeadline or OrderCommand.ReachAnswerBy) => Decision.Accept<OrderEvent>(),
        (Known s, _) => Decision.Reject<OrderEvent>(OrderRefusals.NotNow(s)),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name} when {state.GetType().Name}."),
    };

    private static Decision<OrderEvent> Accepted(Order state, IReadOnlyList<OrderEvent> events)
    {
        var effects = new List<Effect>();
        foreach (var @event in events)
        {
            state = Evolve(state, @event);
            effects.AddRange(OrderEffects.Of(state, @event));
        }

        return new Decision<OrderEvent>.Accepted(events, effects);
    }
}
