namespace Actors.Api.Webhooks;

/// <summary>A signing secret, without the secret.</summary>
/// <param name="Until">When it stops to sign, or null for the newest.</param>
internal sealed record EndpointSecretJson(DateTimeOffset Created, DateTimeOffset? Until);
