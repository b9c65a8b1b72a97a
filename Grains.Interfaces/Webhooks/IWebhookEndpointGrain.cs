using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>Where an account takes its pushes. One per owner and environment; see <see cref="WebhookEndpointView.KeyOf"/>.</summary>
public interface IWebhookEndpointGrain : IGrain<WebhookEndpointCommand, WebhookEndpointView>;

/// <summary>What may be asked of an endpoint.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(WebhookEndpointCommand.Set), "set")]
[JsonDerivedType(typeof(WebhookEndpointCommand.RotateSecret), "rotate_secret")]
[JsonDerivedType(typeof(WebhookEndpointCommand.Remove), "remove")]
public abstract record WebhookEndpointCommand
{
    private WebhookEndpointCommand()
    {
    }

    /// <summary>Sets the address; a first secret comes with it, a later change keeps the secrets.</summary>
    public sealed record Set(
        string Owner,
        DataEnvironment Environment,
        string Url,
        string Description,
        string SealedSecret,
        DateTimeOffset At) : WebhookEndpointCommand;

    /// <summary>Adds a new secret; the old ones sign as well until the overlap ends (0 to 7 days).</summary>
    public sealed record RotateSecret(string SealedSecret, TimeSpan Overlap, DateTimeOffset At) : WebhookEndpointCommand;

    /// <summary>Takes the endpoint away; new orders are manual from then on.</summary>
    public sealed record Remove(DateTimeOffset At) : WebhookEndpointCommand;
}

/// <summary>An endpoint.</summary>
/// <param name="Status"><c>Active</c> or <c>Removed</c>.</param>
/// <param name="Secrets">Sealed signing secrets, newest first.</param>
public sealed record WebhookEndpointView(
    string Owner,
    DataEnvironment Environment,
    string Url,
    string Description,
    string Status,
    IReadOnlyList<EndpointSecret> Secrets)
{
    /// <summary>What secrets are sealed for (<see cref="IVault.Seal"/>).</summary>
    public const string SecretPurpose = "webhook-secret";

    /// <summary>The grain's key for an account in an environment; also the destination of its messages.</summary>
    public static string KeyOf(string owner, DataEnvironment environment) =>
        owner + (environment == DataEnvironment.Production ? ".production" : ".sandbox");
}

/// <summary>A signing secret.</summary>
/// <param name="Sealed">Opened with <see cref="WebhookEndpointView.SecretPurpose"/> it is <c>whsec_…</c>.</param>
/// <param name="Until">When it stops to sign, or null for the newest.</param>
public sealed record EndpointSecret(string Sealed, DateTimeOffset Created, DateTimeOffset? Until);
