namespace Actors.Orders;

/// <summary>An order (models 2.3). Key: <c>po_…</c>. Owned by the product's provider; the marketplace is party to it.</summary>
public interface IOrderGrain : IGrain<OrderCommand, OrderView>;
