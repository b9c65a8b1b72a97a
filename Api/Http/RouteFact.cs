namespace Actors.Api.Http;

/// <summary>What a route says of itself in its metadata: read by the edge where it matters, and by the description.</summary>
internal abstract record RouteFact
{
    private RouteFact()
    {
    }

    /// <summary>It is part of the API, and so of its description.</summary>
    public sealed record Listed : RouteFact;

    /// <summary>It asks for a scope; a refusal names it.</summary>
    public sealed record NeedsScope(string Scope) : RouteFact;

    /// <summary>It cannot be called without an <c>Idempotency-Key</c>.</summary>
    public sealed record NeedsIdempotencyKey : RouteFact;

    /// <summary>It takes a body, and so may refuse one.</summary>
    public sealed record TakesBody : RouteFact;

    /// <summary>It gives a list, page by page.</summary>
    public sealed record Paged : RouteFact;

    /// <summary>Its list is narrowed by an order's properties.</summary>
    public sealed record FiltersOrders : RouteFact;

    /// <summary>Its list of events or attempts is narrowed by their properties.</summary>
    public sealed record FiltersLog : RouteFact;

    /// <summary>A body that works.</summary>
    public sealed record Example(string Json) : RouteFact;
}
