using Actors.Api.Http;
using Actors.Api.Products;
using Actors.Api.Users;
using Actors.Keys;
using Actors.Orders;
using Actors.Products;
using Actors.Webhooks;

namespace Actors.Api.Orders;

/// <summary>Orders: placed by marketplaces, answered by providers (MM-20 … MM-41).</summary>
internal static class OrdersApi
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/orders").WithTags("Orders").NeedsKey();
        group.MapPost("", OrderPlacing.Place).Needs(Scopes.OrdersPlace).Named("placeOrder", "Place an order (marketplaces)").Gives<OrderJson>(201).Example(PlaceSample).NeedsIdempotencyKey();
        group.MapGet("", OrderReading.List).Needs(Scopes.OrdersRead).Named("listOrders", "List orders").Gives<ListJson<OrderJson>>().Expands(Within);
        group.MapGet("/{id}", OrderReading.Get).Needs(Scopes.OrdersRead).Named("getOrder", "Get an order").Gives<OrderJson>().Expands(Within);
        group.MapPatch("/{id}", Note).Needs(Scopes.OrdersRead).Named("updateOrder", "Change your own notes on an order").Gives<OrderJson>().Example(NotesSample);
        group.MapPost("/{id}", Answer).Needs(Scopes.OrdersWrite).Named("answerOrder", "Answer an order (providers)").Gives<OrderJson>().Example(AnswerSample);
        group.MapPost("/{id}/info", SupplyInfo).Needs(Scopes.OrdersPlace).Named("supplyOrderInfo", "Supply what the provider asked for (marketplaces)").Gives<OrderJson>().Example(InfoSample);
        group.MapPost("/{id}/claim", Claim).Needs(Scopes.OrdersWrite).Named("claimOrder", "Take an order out of the manual queue").Gives<OrderJson>();
        group.MapPost("/{id}/release", Release).Needs(Scopes.OrdersWrite).Named("releaseOrder", "Put a claimed order back").Gives<OrderJson>();
        group.MapPost("/{id}/redeliver", Redeliver).Needs(Scopes.OrdersWrite).Named("redeliverOrder", "Push an order to its provider once more").Gives<OrderJson>();
        group.MapGet("/{id}/timeline", OrderTimeline.Get).Needs(Scopes.OrdersRead).Named("getOrderTimeline", "Everything that happened to an order").Gives<ListJson<TimelineEntryJson>>();
    }

    internal const string PlaceSample = """
        { "prod_id": "prod_…", "pricing_id": "price_…", "quantity": 1, "input": { "appointment": "2026-12-01" },
          "user": { "reference": "customer-17", "name": "A. Customer", "email": "customer@example.com",
            "address": { "line1": "1 High Street", "city": "London", "postcode": "N1 1AA", "country": "GB" } } }
        """;

    internal const string AnswerSample = """{ "status": "Succesful", "output": { "booking": "B-1093" } }""";

    internal const string InfoSample = """{ "fields": { "appointment": "2026-12-01" } }""";

    private const string NotesSample = """{ "metadata": { "ticket": "4711" } }""";

    private static IReadOnlyList<Expandable> Within => [ProductExpansions.Product, UsersApi.Expandable];

    /// <summary>Reading is enough: nothing of the order changes but what only its reader sees.</summary>
    private static Task<IResult> Note(string id, Call call, Body<OrderMetadataBody> body) => call.Caller.IsOperator
        ? Task.FromResult<IResult>(new ProblemResult(new Problem(403, "no_party", "Only an order's provider and marketplace have notes on it; use a key of one of them.")))
        : Change(id, call, (_, at) => new OrderCommand.SetMetadata(Party(call), body.Value.Metadata, at), body);

    private static string Party(Call call) => call.Caller.Role == KeyRole.Provider ? OrderParty.Provider : OrderParty.Marketplace;

    internal static Task<IResult> Answer(string id, Call call, Body<AnswerOrderBody> body)
    {
        return Change(id, call, Command, body);

        // An operator answers for a provider that cannot: by hand, and the journal says so.
        OrderCommand Command(OrderView order, DateTimeOffset at) => call.Caller.IsOperator
            ? new OrderCommand.Answer(body.Value.ToAnswer(), "manual", $"{call.Caller.Actor} on behalf of {order.Provider}", at)
            : new OrderCommand.Answer(body.Value.ToAnswer(), "api", call.Caller.Actor, at);
    }

    private static Task<IResult> Claim(string id, Call call, Body<WorkerBody> body) =>
        Change(id, call, (_, at) => new OrderCommand.Claim(body.Value.By, at), body);

    private static Task<IResult> Release(string id, Call call, Body<WorkerBody> body) =>
        Change(id, call, (_, at) => new OrderCommand.Release(body.Value.By, at), body);

    internal static async Task<IResult> SupplyInfo(string id, Call call, Body<SupplyInfoBody> body)
    {
        if (await call.FindOrder(id) is not { Value: var order })
        {
            return Answers.NotFound("order", id);
        }

        var listens = call.Listens(order.Provider, OrderEventJson.Updated);
        var product = call.Grain<IProductGrain>(order.ProductId).Read(call.Aborted);
        await Task.WhenAll(listens, product);
        var (isHeard, schema) = (await listens, (await product)?.Value.SchemaOf(order.SchemaVersion));
        return await Change(id, call, (_, at) => new OrderCommand.SupplyInfo(body.Value.Fields, schema, isHeard, at), body);
    }

    private static async Task<IResult> Redeliver(string id, Call call, IEventLog log)
    {
        var listens = await ProviderListens(id, call, null);
        var logged = await LastPush(id, call, log);
        return await Change(id, call, (_, at) => new OrderCommand.Redeliver(listens, at) { EventId = logged?.Id, Sequence = logged?.Sequence ?? 0 });
    }

    /// <summary>The order's last event to its provider, so that it is pushed once more under the place that it has in the log.</summary>
    private static async Task<LoggedEvent?> LastPush(string id, Call call, IEventLog log)
    {
        if (await call.FindOrder(id) is not { Value: var order })
        {
            return null;
        }

        var found = await log.Read(
            new EventQuery(FeedView.KeyOf(order.Provider, order.Environment))
            {
                Types = [OrderEventJson.Created, OrderEventJson.Updated], Subject = id, OldestFirst = false, Limit = 1,
            },
            call.Aborted);
        return found.Count == 0 ? null : found[0];
    }

    private static async Task<bool> ProviderListens(string id, Call call, string? type) =>
        await call.FindOrder(id) is { Value: var order }
        && await call.Listens(order.Provider, type ?? (order.Attempt == 1 ? OrderEventJson.Created : OrderEventJson.Updated));

    private static async Task<IResult> Change(
        string id, Call call, Func<OrderView, DateTimeOffset, OrderCommand> command, IFingerprinted? body = null)
    {
        if (await call.FindOrder(id) is not { Value: var order })
        {
            return Answers.NotFound("order", id);
        }

        var reply = await call.Turn(call.Grain<IOrderGrain>(id), order.Provider, at => command(order, at), body);
        return call.Answer(reply, done => call.Changed(call.Show(done.Snapshot.Value, done.At), EntityTag.Of(done.Snapshot.Version)));
    }
}
