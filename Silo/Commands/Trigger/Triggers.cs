using System.Text.Json.Nodes;
using Actors.Commands.Partner;
using Actors.Orders;
using Actors.Webhooks;

namespace Actors.Commands.Trigger;

/// <summary>How each event is made to happen.</summary>
internal static class Triggers
{
    private const string Asked = "access_notes";
    private const int MostTries = 3;

    private static readonly Dictionary<string, (string Key, string What, Func<SandboxOrder, CancellationToken, Task<string>> Steps)> Known = new()
    {
        [OrderEventJson.Created] = ("provider", "a test order for one of your products", (order, stop) => order.PlaceTest(stop)),
        [OrderEventJson.Updated] = ("provider", "a test order; you ask for something, and its user supplies it", Updated),
        [OrderEventJson.Succeeded] = ("marketplace", "an order of yours, fulfilled", (order, stop) => Answered(
            order, "Succesful", new JsonObject { ["message"] = "Done by trigger" }, stop)),
        [OrderEventJson.NeedMoreInfo] = ("marketplace", "an order of yours, for which more is asked", (order, stop) => Answered(
            order, "Need_more_info", new JsonObject { ["required_fields"] = Asked }, stop)),
        [OrderEventJson.Failed] = ("marketplace", "an order of yours that fails", (order, stop) => Answered(
            order, "Failed", new JsonObject { ["error"] = "Failed by trigger" }, stop)),
    };

    private static readonly Dictionary<string, string> ByThemselves = new()
    {
        [EventTypes.EndpointFailing] = "comes when five pushes in a row failed at an endpoint; make your endpoint answer 500",
        [EventTypes.EndpointRecovered] = "comes when a failing endpoint takes a push again",
        [EventTypes.EndpointDisabled] = "comes when an endpoint answers 410, or fails for five days",
        [EventTypes.EndpointTest] = "is sent to one endpoint, and stands in no log: POST /webhook-endpoints/{id}/test",
        [EventTypes.EndpointVerification] = "is sent to one endpoint, and stands in no log: POST /webhook-endpoints/{id}/verify",
    };

    public static IEnumerable<string> List =>
    [
        .. Known.Select(known => $"{known.Key,-22} {known.Value.Key + "'s key",-18} {known.Value.What}"),
        .. ByThemselves.Select(other => $"{other.Key,-22} {"cannot be made",-18} {other.Value}"),
    ];

    /// <returns>Makes it happen, and gives the order's id.</returns>
    public static Func<SandboxOrder, CancellationToken, Task<string>> Find(string type) => Known.TryGetValue(type, out var known)
        ? known.Steps
        : throw new UsageException(ByThemselves.TryGetValue(type, out var why)
            ? $"{type} cannot be made by a call: it {why}."
            : $"There is no event '{type}'. These can be made: {string.Join(", ", Known.Keys)}.");

    /// <summary>A receiver that answers by itself may be faster: then the order is over before its user could supply anything.</summary>
    private static async Task<string> Updated(SandboxOrder order, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var id = await order.PlaceTest(stop);
            try
            {
                await order.Api.Post("/orders/" + id, Answer("Need_more_info", new JsonObject { ["required_fields"] = Asked }), stop);
                await order.Api.Post($"/sandbox/orders/{id}/info", new JsonObject { ["fields"] = new JsonObject { [Asked] = "Ring twice" } }, stop);
                return id;
            }
            catch (ApiRefusedException refused) when (refused.Code is "order_final" or "order_not_asking")
            {
                if (tries == MostTries)
                {
                    throw new ApiRefusedException(refused.Status, refused.Code, $"""
                        {refused.Message}
                          Your own server answered each of {MostTries} test orders before trigger could ask their user for more: there is no {OrderEventJson.Updated} of them.
                          Stop it, or what brings it its pushes (listen, or your endpoint: POST /webhook-endpoints/…/disable), and trigger once more: what it misses is kept for it.
                        """);
                }

                order.Say($"{id} was answered by your own server before trigger could ask its user for more; trying another order.");
            }
        }
    }

    private static Task<string> Answered(SandboxOrder order, string status, JsonObject output, CancellationToken stop) =>
        order.PlaceAnswered(Answer(status, output), stop);

    private static JsonObject Answer(string status, JsonObject output) => new() { ["status"] = status, ["output"] = output };
}
