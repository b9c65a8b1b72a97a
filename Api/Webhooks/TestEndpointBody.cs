using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Webhooks;

/// <summary>Which event a test stands for.</summary>
/// <param name="Type">Any type of event: its body is as a real one's, with <c>"test": true</c>; <c>endpoint.test</c> unless it is sent.</param>
internal sealed record TestEndpointBody(string? Type = null) : IRequestBody<TestEndpointBody>
{
    public static JsonTypeInfo<TestEndpointBody> Json => WebhooksJsonContext.Default.TestEndpointBody;

    public static TestEndpointBody? Absent => new();
}
