using System.Text.Json.Serialization.Metadata;

namespace Actors.Webhooks;

/// <summary>The grain type of webhook endpoints.</summary>
internal sealed class WebhookEndpointModel : GrainModel<WebhookEndpoint, WebhookEndpointCommand, WebhookEndpointEvent, WebhookEndpointView>
{
    public override string Type => GrainTypeNames.WebhookEndpoint;

    public override Type Contract => typeof(IWebhookEndpointGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Active", "Removed"];

    public override WebhookEndpoint Initial { get; } = new WebhookEndpoint.None();

    public override JsonTypeInfo<WebhookEndpoint> StateJson => WebhookEndpointJsonContext.Default.WebhookEndpoint;

    public override JsonTypeInfo<WebhookEndpointCommand> CommandJson => WebhookEndpointJsonContext.Default.WebhookEndpointCommand;

    public override JsonTypeInfo<WebhookEndpointEvent> EventJson => WebhookEndpointJsonContext.Default.WebhookEndpointEvent;

    public override Decision<WebhookEndpointEvent> Decide(WebhookEndpoint state, WebhookEndpointCommand command) => WebhookEndpoint.Decide(state, command);

    public override WebhookEndpoint Evolve(WebhookEndpoint state, WebhookEndpointEvent @event) => WebhookEndpoint.Evolve(state, @event);

    public override GrainIndex Index(WebhookEndpoint state)
    {
        var view = View(state);
        return new GrainIndex(view.Owner, view.Environment, view.Status);
    }

    public override WebhookEndpointView View(WebhookEndpoint state) => state switch
    {
        WebhookEndpoint.Active s => View(s.Facts, "Active"),
        WebhookEndpoint.Removed s => View(s.Facts, "Removed"),
        _ => throw new InvalidOperationException("An endpoint that was never set has nothing to show."),
    };

    private static WebhookEndpointView View(EndpointFacts facts, string status) => new(
        facts.Owner,
        facts.Environment,
        facts.Url,
        facts.Description,
        status,
        [.. facts.Secrets.OrderByDescending(pair => pair.Key).Select(pair => pair.Value)]);
}
