using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>What happened to an endpoint.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(WebhookEndpointEvent.Opened), "opened")]
[JsonDerivedType(typeof(WebhookEndpointEvent.Moved), "moved")]
[JsonDerivedType(typeof(WebhookEndpointEvent.SecretRotated), "secret_rotated")]
[JsonDerivedType(typeof(WebhookEndpointEvent.Removed), "removed")]
internal abstract record WebhookEndpointEvent
{
    private WebhookEndpointEvent()
    {
    }

    public sealed record Opened(
        string Owner, DataEnvironment Environment, string Url, string Description, string SealedSecret, DateTimeOffset At) : WebhookEndpointEvent;

    /// <summary>Another address; the secrets stay.</summary>
    public sealed record Moved(string Url, string Description, DateTimeOffset At) : WebhookEndpointEvent;

    /// <param name="OldUntil">How long the secrets before it sign as well.</param>
    public sealed record SecretRotated(string SealedSecret, DateTimeOffset OldUntil, DateTimeOffset At) : WebhookEndpointEvent;

    public sealed record Removed(DateTimeOffset At) : WebhookEndpointEvent;
}
