using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Webhooks;

/// <summary>Where pushes should go.</summary>
/// <param name="Url">https, reachable from outside.</param>
/// <param name="Description">For people.</param>
internal sealed record SetEndpointBody(string Url, string? Description = null) : IRequestBody<SetEndpointBody>
{
    public static JsonTypeInfo<SetEndpointBody> Json => WebhooksJsonContext.Default.SetEndpointBody;
}
