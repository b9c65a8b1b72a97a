using Actors.Orders;
using Actors.Webhooks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>The pushes that partners receive, in the <c>webhooks</c> of the description (OpenAPI 3.1).</summary>
internal sealed class WebhookDescription : IOpenApiDocumentTransformer
{
    private static readonly (string Type, string Summary)[] Events =
    [
        (OrderEventJson.Created, "To the provider: an order was placed. Answer it with POST /orders/{id}."),
        (OrderEventJson.Updated, "To the provider: the user supplied what was missing; the order is Pending again."),
        (OrderEventJson.Succeeded, "To the marketplace: the provider fulfilled the order."),
        (OrderEventJson.NeedMoreInfo, "To the marketplace: the user must supply output.required_fields."),
        (OrderEventJson.Failed, "To the marketplace: the order failed; output.error says why."),
        (EventTypes.EndpointFailing, "To your other endpoints: pushes to one of them fail. It is tried on."),
        (EventTypes.EndpointDisabled, "To your other endpoints: one of them gets nothing any more; what it misses is kept."),
        (EventTypes.EndpointRecovered, "To your endpoints: one that failed takes pushes again."),
        (EventTypes.EndpointTest, "A test that you asked for. Nothing happened."),
        (EventTypes.EndpointVerification, "A challenge: answer 2xx with `{\"challenge\": …}`, or with the header webhook-challenge."),
    ];

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent("OrderEvent", await context.GetOrCreateSchemaAsync(typeof(OrderEventJson), null, cancellationToken));
        document.Webhooks ??= new Dictionary<string, IOpenApiPathItem>();
        foreach (var (type, summary) in Events)
        {
            document.Webhooks[type] = new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Push(document, type, summary) },
            };
        }
    }

    private static OpenApiOperation Push(OpenApiDocument document, string type, string summary) => new()
    {
        OperationId = type,
        Summary = summary,
        Tags = new HashSet<OpenApiTagReference> { new("Webhooks", document) },
        Security = [],
        Description = "Signed as Standard Webhooks 1.0.0. The same webhook-id may arrive more than once; the sequence tells gaps.",
        Parameters =
        [
            Describe.Header("webhook-id", "The same on every attempt.", required: true),
            Describe.Header("webhook-timestamp", "When this attempt was made, in seconds since 1970.", required: true),
            Describe.Header("webhook-signature", "v1, and the base64 of HMAC-SHA256 over id.timestamp.body, or v1a, and that of ed25519; one for each live key, between blanks.", required: true),
            Describe.Header("webhook-topic", "The event's type."),
            Describe.Header("webhook-test", "true for a test that you asked for: nothing happened."),
            Describe.Header("webhook-attempt", "1 for the first try."),
            Describe.Header("webhook-cursor", "The event's place in your account's log, without gaps."),
            Describe.Header("webhook-deadline", "Until when an answer to the order reaches a waiting user, ISO 8601."),
        ],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = new OpenApiSchemaReference(type.StartsWith("order.", StringComparison.Ordinal) ? "OrderEvent" : "EndpointEvent", document) },
            },
        },
        Responses = new OpenApiResponses
        {
            ["2XX"] = new OpenApiResponse { Description = "Received. It is no answer to the order yet." },
            ["410"] = new OpenApiResponse { Description = "Nobody lives here any more: nothing further is sent to this endpoint." },
            ["429"] = new OpenApiResponse { Description = "Later: the next try keeps to `Retry-After`." },
            ["default"] = new OpenApiResponse { Description = "Anything else, and no answer in time, is tried again." },
        },
    };
}
