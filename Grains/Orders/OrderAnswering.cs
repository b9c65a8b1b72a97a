namespace Actors.Orders;

/// <summary>The provider's answers (rows 5–7, 9, 13, 14; MM-31 … MM-34, MM-36, MM-38, MM-39). The first final one wins.</summary>
internal static class OrderAnswering
{
    public const string ViaManual = "manual";

    public static Decision<OrderEvent> Decide(Order.Known state, OrderCommand.Answer c) => (state, AnswerFaults.Of(state.Facts, c)) switch
    {
        (_, { } faulty) => Decision.Reject<OrderEvent>(faulty),
        (Order.Successful or Order.Failed, _) => IsSame(state, c.Outcome)
            ? Decision.Accept<OrderEvent>()
            : Decision.Reject<OrderEvent>(OrderRefusals.Final(state)),
        (Order.Manual { ClaimedBy: { } holder }, _) when c.Via == ViaManual && holder != c.By =>
            Decision.Reject<OrderEvent>(OrderRefusals.Claimed(holder)),
        (Order.NeedMoreInfo asking, _) when IsSame(asking, c.Outcome) => Decision.Accept<OrderEvent>(),
        _ => Accept(state.Facts, c),
    };

    private static Decision<OrderEvent> Accept(OrderFacts facts, OrderCommand.Answer c) => c.Outcome switch
    {
        OrderAnswer.Succeeded a => Decision.Accept<OrderEvent>(new OrderEvent.Succeeded(a.Output, c.Via, c.By, c.At)),
        OrderAnswer.Failed a => Decision.Accept<OrderEvent>(new OrderEvent.Failed(a.Error, null, c.Via, c.By, c.At)),
        OrderAnswer.NeedsInfo when facts.Attempt >= OrderLimits.Attempts => Decision.Reject<OrderEvent>(Refuse.Conflict(
            "too_many_attempts", $"The user was asked {OrderLimits.Attempts - 1} times already; answer Successful or Failed.", "/status")),
        OrderAnswer.NeedsInfo a => Decision.Accept<OrderEvent>(new OrderEvent.InfoAsked(
            Names(a),
            a.AnswerWithin is { } within ? OrderClock.After(c.At, within) : null,
            c.Via,
            c.By,
            c.At)),
        _ => throw new InvalidOperationException($"No rule for the answer {c.Outcome.GetType().Name}."),
    };

    /// <summary>Trimmed and each once; what they mean is the provider's matter .</summary>
    public static IReadOnlyList<string> Names(OrderAnswer.NeedsInfo answer) =>
        [.. answer.RequiredFields.Select(name => (name ?? "").Trim()).Distinct(StringComparer.Ordinal)];

    private static bool IsSame(Order state, OrderAnswer answer) => (state, answer) switch
    {
        (Order.Successful s, OrderAnswer.Succeeded a) => Same.Map(s.Output, a.Output),
        (Order.Failed { Code: null } s, OrderAnswer.Failed a) => s.Error == a.Error,
        (Order.NeedMoreInfo s, OrderAnswer.NeedsInfo a) => Same.List(s.RequiredFields, Names(a))
            && s.Facts.AnswerBy == (a.AnswerWithin is { } within ? OrderClock.After(s.Asked, within) : null),
        _ => false,
    };
}
