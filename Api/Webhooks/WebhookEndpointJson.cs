using System.Text.Json.Serialization;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>Where the caller's account takes its pushes in the environment of its key.</summary>
/// <param name="Object">Always <c>webhook_endpoint</c>.</param>
/// <param name="Secret">What its pushes are signed with (Standard Webhooks): <c>whsec_…</c>. Shown once, when it is new.</param>
/// <param name="Secrets">All secrets that sign at present, newest first.</param>
internal sealed record WebhookEndpointJson(
    string Object,
    DataEnvironment Environment,
    string Url,
    string Description,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret,
    IReadOnlyList<EndpointSecretJson> Secrets)
{
    public static WebhookEndpointJson From(WebhookEndpointView endpoint, DateTimeOffset now, string? secret = null) => new(
        "webhook_endpoint",
        endpoint.Environment,
        endpoint.Url,
        endpoint.Description,
        secret,
        [.. endpoint.Secrets.Where(known => known.Until is null || known.Until > now).Select(known => new EndpointSecretJson(known.Created, known.Until))]);
}
