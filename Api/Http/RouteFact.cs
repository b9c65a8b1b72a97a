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

    /// <summary>Its list is narrowed by these.</summary>
    public sealed record Filters(params IReadOnlyList<QueryFilter> What) : RouteFact
    {
        public override IReadOnlyList<string> QueryNames { get; } =
            [.. What.Select(filter => filter.Name), .. What.Select(filter => filter.Alias).OfType<string>()];
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

    /// <summary>A body that works.</summary>
    public sealed record Example(string Json) : RouteFact;
}
