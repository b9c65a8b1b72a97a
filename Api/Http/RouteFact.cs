namespace Actors.Api.Http;

/// <summary>What a route says of itself in its metadata: read by the edge where it matters, and by the description.</summary>
internal abstract record RouteFact
{
    private RouteFact()
    {
    }

    /// <summary>The query parameters that it knows for this; any other one is refused.</summary>
    public virtual IReadOnlyList<string> QueryNames => [];

    /// <summary>It is part of the API, and so of its description.</summary>
    public sealed record Listed : RouteFact;

    /// <summary>It asks for a scope; a refusal names it.</summary>
    public sealed record NeedsScope(string Scope) : RouteFact;

    /// <summary>It cannot be called without an <c>Idempotency-Key</c>.</summary>
    public sealed record NeedsIdempotencyKey : RouteFact;

    /// <summary>It takes a body, and so may refuse one.</summary>
    public sealed record TakesBody : RouteFact;

    /// <summary>It gives a list, page by page.</summary>
    public sealed record Paged : RouteFact
    {
        public override IReadOnlyList<string> QueryNames { get; } = ["limit", "starting_after", "ending_before"];
    }

    /// <summary>Its list is narrowed by an order's properties.</summary>
    public sealed record FiltersOrders : RouteFact
    {
        public override IReadOnlyList<string> QueryNames { get; } =
            ["status", "queue", "prod_id", "created[gte]", "created[lt]", "created_from", "created_to"];
    }

    /// <summary>It reads further query parameters, which no fact and no plain parameter of its handler tells of.</summary>
    public sealed record TakesQuery(params IReadOnlyList<string> Names) : RouteFact
    {
        public override IReadOnlyList<string> QueryNames => Names;
    }

    /// <summary>It shows further objects within its own, on request.</summary>
    public sealed record Expands(params IReadOnlyList<Expandable> What) : RouteFact
    {
        public override IReadOnlyList<string> QueryNames { get; } = [Expansion.Parameter, Expansion.Parameter + "[]"];
    }

    /// <summary>It writes the caller's version itself, so that an event has the same bytes pulled as pushed.</summary>
    public sealed record RendersItself : RouteFact;

    /// <summary>Without <c>If-Match</c> it would overwrite what the caller may not have seen.</summary>
    public sealed record NeedsIfMatch : RouteFact;

    /// <summary>Its list of events or attempts is narrowed by their properties.</summary>
    public sealed record FiltersLog : RouteFact
    {
        public override IReadOnlyList<string> QueryNames { get; } =
        [
            "type", "order", "subject", "created[gte]", "created[lt]", "created_from", "created_to", "after", "wait", "event", "endpoint", "outcome",
            "status",
        ];
    }

    /// <summary>Its list is narrowed by a call's properties.</summary>
    public sealed record FiltersCalls : RouteFact
    {
        public override IReadOnlyList<string> QueryNames { get; } = ["status", "method", "path", "since", "until", "key", "code", "request_id"];
    }

    /// <summary>A body that works.</summary>
    public sealed record Example(string Json) : RouteFact;
}
