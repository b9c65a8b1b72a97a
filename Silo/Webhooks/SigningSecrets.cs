namespace Actors.Webhooks;

/// <summary>The opened secrets of an endpoint.</summary>
internal static class SigningSecrets
{
    /// <summary>Those that sign at a moment by the endpoint's clock, newest first.</summary>
    public static string[] Live(EndpointView endpoint, IVault vault, DateTimeOffset now) =>
    [
        .. endpoint.Secrets
            .Where(secret => secret.Until is null || now < secret.Until)
            .Select(secret => vault.Open(EndpointView.SecretPurpose, secret.Sealed)),
    ];
}
