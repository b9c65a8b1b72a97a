using Actors.Products;

namespace Actors.Orders;

/// <summary>The user supplies what was missing (row 8; MM-33): a new attempt with 60 seconds of its own.</summary>
internal static class OrderSupplying
{
    public static Decision<OrderEvent> Decide(Order.Known state, OrderCommand.SupplyInfo c) => state switch
    {
        Order.NeedMoreInfo s => Faulty(s, c) is { } faulty
            ? Decision.Reject<OrderEvent>(faulty)
            : Accept(c),

        // Sent twice: the first one is what made this attempt.
        Order.Processing or Order.Manual when state.Facts.Attempt > 1 && c.Fields.Count > 0 && Same.Map(state.Facts.Merged(c.Fields), state.Facts.Input) =>
            Decision.Accept<OrderEvent>(),
        Order.Processing or Order.Manual => Decision.Reject<OrderEvent>(Refuse.Conflict(
            "order_not_asking", "Nothing is asked of the user now; supply information when the status is Need_more_info.")),
        _ => Decision.Reject<OrderEvent>(OrderRefusals.NotNow(state)),
    };

    private static Decision<OrderEvent> Accept(OrderCommand.SupplyInfo c)
    {
        var supplied = new OrderEvent.InfoSupplied(c.Fields, OrderClock.After(c.At, OrderClock.Patience), c.ProviderListens, c.At);
        return c.ProviderListens
            ? Decision.Accept<OrderEvent>(supplied)
            : Decision.Accept<OrderEvent>(supplied, new OrderEvent.WentManual(OrderEvent.WentManual.NoEndpoint, c.At));
    }

    private static Rejection? Faulty(Order.NeedMoreInfo state, OrderCommand.SupplyInfo c)
    {
        var faults = new Faults()
            .Map("/fields", c.Fields, FieldRules.Pairs, FieldRules.KeyLength, FieldRules.ValueLength)
            .Require(
                state.Facts.Input.Keys.Union(c.Fields.Keys).Count() <= OrderLimits.MergedPairs,
                "/fields",
                "too_many",
                $"The order's input would have more than {OrderLimits.MergedPairs} fields; supply only what was asked for.");
        foreach (var name in c.Fields.Keys.Except(state.RequiredFields).Take(FieldRules.Pairs))
        {
            faults.Add(JsonPointer.To("/fields", name), "not_asked", $"This was not asked for; supply only: {string.Join(", ", state.RequiredFields)}.");
        }

        foreach (var name in state.RequiredFields)
        {
            faults.Require(
                !string.IsNullOrWhiteSpace(c.Fields.GetValueOrDefault(name)),
                JsonPointer.To("/fields", name),
                "required",
                $"'{name}' was asked for; supply it.");
        }

        // A provider may ask for what its product has no field for; what it has one for keeps that field's rules.
        foreach (var field in c.Schema?.Fields ?? [])
        {
            if (state.RequiredFields.Contains(field.Name) && c.Fields.GetValueOrDefault(field.Name) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                faults.Value(JsonPointer.To("/fields", field.Name), field, value);
            }
        }

        return faults.Rejection;
    }
}
