namespace Actors.Orders;

/// <summary>What time alone did to an order: a pure reading of stored deadlines (G9).</summary>
internal static class OrderClock
{
    /// <summary>How long a user waits at the screen for each attempt (MM-25).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public const string InfoTimeout = "info_timeout";

    /// <summary>
    /// The events that are due by a command's time. They carry the deadline as their time, so that a late reminder
    /// writes the same as a punctual one.
    /// </summary>
    public static IReadOnlyList<OrderEvent> Passed(Order state, OrderCommand command) => (state, command) switch
    {
        (_, OrderCommand.Place) => [],
        (Order.Processing s, OrderCommand.ReachDeadline c) when c.Deadline != s.Facts.Deadline => [],
        (Order.NeedMoreInfo s, OrderCommand.ReachAnswerBy c) when c.AnswerBy != s.Facts.AnswerBy => [],
        (Order.Processing s, _) when command.At >= s.Facts.Deadline =>
            [new OrderEvent.WentManual(OrderEvent.WentManual.Deadline, s.Facts.Deadline)],
        (Order.NeedMoreInfo { Facts.AnswerBy: { } answerBy }, _) when command.At >= answerBy =>
            [new OrderEvent.Failed("The information that was asked for did not arrive in time.", InfoTimeout, null, "clock", answerBy)],
        _ => [],
    };

    /// <summary>
    /// A time that stores and wires of any precision give back unchanged: a reminder is recognised by its exact
    /// deadline.
    /// </summary>
    public static DateTimeOffset After(DateTimeOffset at, TimeSpan span)
    {
        var due = (at + span).ToUniversalTime();
        return due.AddTicks(-(due.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
