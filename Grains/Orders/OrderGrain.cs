namespace Actors.Orders;

/// <summary>The shell of an order; its rules stand in <see cref="Order"/>.</summary>
internal sealed class OrderGrain(IGrainHost<OrderCommand, OrderView> host) : Grain<OrderCommand, OrderView>(host), IOrderGrain;
