using System.Text.Json.Serialization.Metadata;

namespace Actors.Orders;

/// <summary>The grain type of orders.</summary>
internal sealed class OrderModel : GrainModel<Order, OrderCommand, OrderEvent, OrderView>
{
    public override string Type => GrainTypeNames.Order;

    public override Type Contract => typeof(IOrderGrain);

    public override IReadOnlyList<string> Statuses { get; } =
    [
        OrderListStatus.Processing, OrderListStatus.Manual, OrderListStatus.NeedMoreInfo, OrderListStatus.Successful,
        OrderListStatus.Failed,
    ];

    public override Order Initial { get; } = new Order.None();

    public override JsonTypeInfo<Order> StateJson => OrderStoreJsonContext.Default.Order;

    public override JsonTypeInfo<OrderCommand> CommandJson => OrderStoreJsonContext.Default.OrderCommand;

    public override JsonTypeInfo<OrderEvent> EventJson => OrderStoreJsonContext.Default.OrderEvent;

    public override Decision<OrderEvent> Decide(Order state, OrderCommand command) => Order.Decide(state, command);

    public override Order Evolve(Order state, OrderEvent @event) => Order.Evolve(state, @event);

    public override GrainIndex Index(Order state)
    {
        var facts = OrderViews.Facts(state);
        return new GrainIndex(facts.Provider, facts.Environment, OrderViews.ListStatus(state), facts.Marketplace, facts.ProductId);
    }

    public override OrderView View(Order state) => OrderViews.Of(state);

    public override OrderCommand? Wake(DueReminder reminder) => reminder.Name switch
    {
        OrderEffects.Deadline => new OrderCommand.ReachDeadline(reminder.Due, reminder.At),
        OrderEffects.AnswerBy => new OrderCommand.ReachAnswerBy(reminder.Due, reminder.At),
        _ => null,
    };
}
