namespace Actors.Orders;

/// <summary>What is wrong with the shape of an answer, whatever state the order is in.</summary>
internal static class AnswerFaults
{
    public static Rejection? Of(OrderFacts facts, OrderCommand.Answer c) => c.Outcome switch
    {
        OrderAnswer.Succeeded a => new Faults()
            .Map("/output", a.Output, OrderLimits.OutputPairs, OrderLimits.OutputKey, OrderLimits.OutputValue).Rejection,
        OrderAnswer.Failed a => new Faults().Required("/output/error", a.Error, OrderLimits.Error).Rejection,
        OrderAnswer.NeedsInfo a => Of(facts, a),
        _ => throw new InvalidOperationException($"No rule for the answer {c.Outcome.GetType().Name}."),
    };

    private static Rejection? Of(OrderFacts facts, OrderAnswer.NeedsInfo answer)
    {
        const string At = "/output/required_fields";
        var names = OrderAnswering.Names(answer);
        var faults = new Faults()
            .Require(
                names.Count is >= 1 and <= OrderLimits.RequiredFields,
                At,
                names.Count == 0 ? "required" : "too_many",
                $"Name 1 to {OrderLimits.RequiredFields} fields that the user must supply.")
            .Require(
                facts.Input.Keys.Union(names).Count() <= OrderLimits.MergedPairs,
                At,
                "too_many",
                $"The order's input would have more than {OrderLimits.MergedPairs} fields; ask for fewer.")
            .Require(
                answer.AnswerWithin is null || (answer.AnswerWithin > TimeSpan.Zero && answer.AnswerWithin <= OrderLimits.AnswerWithin),
                "/answer_within_seconds",
                "out_of_range",
                $"Give 1 to {OrderLimits.AnswerWithin.TotalSeconds} seconds ({OrderLimits.AnswerWithin.Days} days), or leave it out to wait without end.");
        foreach (var name in names.Take(OrderLimits.RequiredFields))
        {
            // A name with a comma could not be told from two in the comma list on the wire.
            faults
                .Required(At, name, Products.FieldRules.KeyLength)
                .Require(!name.Contains(',', StringComparison.Ordinal), At, "invalid_name", "A field's name holds no comma.");
        }

        return faults.Rejection;
    }
}
