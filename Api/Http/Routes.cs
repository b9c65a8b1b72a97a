namespace Actors.Api.Http;

/// <summary>What a route says of itself in one line: its name in the description, what it gives, an example.</summary>
internal static class Routes
{
    /// <param name="name">The operation id: what client generators call the method.</param>
    /// <param name="summary">One line for people.</param>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary);

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = 200) => route.Produces<T>(status);

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route) => route.Produces(204);

    /// <summary>Refuses calls without an <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder NeedsIdempotencyKey(this RouteHandlerBuilder route) =>
        route.WithMetadata(new RouteFact.NeedsIdempotencyKey());

    /// <summary>Refuses calls without an <c>If-Match</c>.</summary>
    public static RouteHandlerBuilder NeedsIfMatch(this RouteHandlerBuilder route) => route.WithMetadata(new RouteFact.NeedsIfMatch());

    /// <summary>Shows further objects within its own, on request.</summary>
    public static RouteHandlerBuilder Expands(this RouteHandlerBuilder route, params IReadOnlyList<Expandable> what) =>
        route.WithMetadata(new RouteFact.Expands(what));

    /// <param name="json">A body that works.</param>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder route, string json) => route.WithMetadata(new RouteFact.Example(json));
}
