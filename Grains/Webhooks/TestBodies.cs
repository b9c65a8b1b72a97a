using Actors.Orders;

namespace Actors.Webhooks;

/// <summary>
/// Events that nothing happened for, so that a receiver can be tried with each type. Bodies are as real ones and say
/// <c>"test": true</c>; what they name (<c>po_test</c> …) does not exist, so an answer to them does no harm.
/// </summary>
internal static class TestBodies
{
    /// <summary>Those that there is a body for.</summary>
    public static IReadOnlyList<string> Types { get; } = [EventTypes.EndpointTest, .. EventTypes.All];

    public static FeedItem Item(FeedFacts facts, FeedCommand.SendTest c)
    {
        var type = c.Type ?? EventTypes.EndpointTest;
        var endpoint = facts.Endpoints[c.EndpointId];
        var body = type switch
        {
            EventTypes.EndpointTest => FeedBodies.Test(c.EventId, type, c.At, new EndpointEventData(c.EndpointId)),
            EventTypes.EndpointFailing or EventTypes.EndpointRecovered => FeedBodies.Test(c.EventId, type, c.At, Trouble(c, endpoint)),
            EventTypes.EndpointDisabled => FeedBodies.Test(
                c.EventId, type, c.At, Trouble(c, endpoint) with { Reason = "It answered 410 Gone.", MissedFrom = facts.Sequence + 1 }),
            _ => OrderPushes.Write(new OrderEventJson(c.EventId, type, c.At, type == OrderEventJson.Updated ? 2 : 1, Order(facts, type, c.At)) { Test = true }),
        };

        // A lane of its own: a test waits for no order, and no order for a test.
        return new FeedItem(c.EventId, type, c.EndpointId, body);
    }

    private static EndpointEventData Trouble(FeedCommand.SendTest c, Endpoint endpoint) =>
        new(c.EndpointId) { Url = endpoint.Url, Outcome = "http_500", Failures = 5, FailingSince = c.At.AddMinutes(-1) };

    private static OrderJson Order(FeedFacts facts, string type, DateTimeOffset at)
    {
        var answered = type is OrderEventJson.Succeeded or OrderEventJson.Failed;
        var pending = type is OrderEventJson.Created or OrderEventJson.Updated;
        var (status, output) = type switch
        {
            OrderEventJson.Succeeded => (OrderStatus.Successful, new Dictionary<string, string> { ["reference"] = "TEST-1" }),
            OrderEventJson.NeedMoreInfo => (OrderStatus.NeedMoreInfo, new() { ["required_fields"] = "postcode" }),
            OrderEventJson.Failed => (OrderStatus.Failed, new() { ["error"] = "This is a test." }),
            _ => (OrderStatus.Pending, []),
        };
        return new OrderJson
        {
            Id = "po_test",
            Environment = facts.Environment,
            Status = status,
            DisplayStatus = pending ? "processing…" : type == OrderEventJson.NeedMoreInfo ? "More information needed" : status,
            Input = new Dictionary<string, string> { ["appointment"] = "2026-12-01" },
            Output = output,
            ProdId = "prod_test",
            PricingId = "price_test",
            TppUserId = "tus_test",
            Quantity = 1,
            Amount = 3999,
            Currency = "GBP",
            Attempt = type == OrderEventJson.Updated ? 2 : 1,
            Queue = pending ? "processing" : null,
            AnsweredVia = answered ? "api" : null,
            ExpiresAt = at.AddSeconds(60),
            Created = at,
            Answered = answered ? at : null,
        };
    }
}
