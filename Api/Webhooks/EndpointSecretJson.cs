namespace Actors.Api.Webhooks;

/// <summary>A signing secret, without the secret.</summary>
/// <param name="Until">When it stops to sign, or null for the newest.</param>
/// <param name="Signature"><c>hmac</c> or <c>ed25519</c>.</param>
/// <param name="PublicKey"><c>whpk_…</c> for ed25519, else null.</param>
internal sealed record EndpointSecretJson(DateTimeOffset Created, DateTimeOffset? Until, string Signature, string? PublicKey);
