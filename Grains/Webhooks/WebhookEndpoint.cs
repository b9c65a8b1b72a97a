using System.Text.Json.Serialization;
using static Actors.Webhooks.WebhookEndpoint;

namespace Actors.Webhooks;

/// <summary>Where an account takes its pushes, and the secrets that sign them (MM-19, MM-42).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Active), "active")]
[JsonDerivedType(typeof(Removed), "removed")]
internal abstract record WebhookEndpoint
{
    private WebhookEndpoint()
    {
    }

    public sealed record None : WebhookEndpoint;

    public sealed record Active(EndpointFacts Facts) : WebhookEndpoint;

    /// <summary>Its secrets are gone; a new address starts with a new one.</summary>
    public sealed record Removed(EndpointFacts Facts) : WebhookEndpoint;

    public static Decision<WebhookEndpointEvent> Decide(WebhookEndpoint state, WebhookEndpointCommand command) => (state, command) switch
    {
        (_, WebhookEndpointCommand.Set c) when EndpointRules.Faulty(c) is { } faulty => Decision.Reject<WebhookEndpointEvent>(faulty),
        (None or Removed, WebhookEndpointCommand.Set c) => Decision.Accept<WebhookEndpointEvent>(
            new WebhookEndpointEvent.Opened(c.Owner, c.Environment, c.Url, c.Description, c.SealedSecret, c.At)),
        (Active s, WebhookEndpointCommand.Set c) => s.Facts.Url == c.Url && s.Facts.Description == c.Description
            ? Decision.Accept<WebhookEndpointEvent>()
            : Decision.Accept<WebhookEndpointEvent>(new WebhookEndpointEvent.Moved(c.Url, c.Description, c.At)),
        (Active s, WebhookEndpointCommand.RotateSecret c) => EndpointRules.Rotate(s.Facts, c),
        (Active, WebhookEndpointCommand.Remove c) => Decision.Accept<WebhookEndpointEvent>(new WebhookEndpointEvent.Removed(c.At)),
        (Removed, WebhookEndpointCommand.Remove) => Decision.Accept<WebhookEndpointEvent>(),
        _ => Decision.Reject<WebhookEndpointEvent>(Refuse.NotFound("endpoint_not_found", "There is no endpoint; set its URL first.")),
    };

    public static WebhookEndpoint Evolve(WebhookEndpoint state, WebhookEndpointEvent @event) => (state, @event) switch
    {
        (None or Removed, WebhookEndpointEvent.Opened e) => new Active(EndpointFacts.Of(e)),
        (Active s, WebhookEndpointEvent.Moved e) => new Active(s.Facts with { Url = e.Url, Description = e.Description }),
        (Active s, WebhookEndpointEvent.SecretRotated e) => new Active(s.Facts.Rotated(e)),
        (Active s, WebhookEndpointEvent.Removed) => new Removed(s.Facts with { Secrets = new Dictionary<int, EndpointSecret>() }),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
