namespace Actors.Webhooks;

/// <summary>The shell of webhook endpoints; the rules stand in <see cref="WebhookEndpoint"/>.</summary>
internal sealed class WebhookEndpointGrain(IGrainHost<WebhookEndpointCommand, WebhookEndpointView> host) : Grain<WebhookEndpointCommand, WebhookEndpointView>(host), IWebhookEndpointGrain;
