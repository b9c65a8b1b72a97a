using Actors.Api.Http;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>New signing keys, as they go into a command: sealed.</summary>
internal static class EndpointKeys
{
    public static ProblemResult Unavailable => new(Problems.InvalidBody(
        [new FieldError("/signature", "signature_unavailable", "This installation has no OpenSSL to sign with ed25519; take hmac, or ask its operator.")]));

    /// <summary>What is wrong with the kind that was asked for.</summary>
    public static IEnumerable<FieldError> Check(string? signature) => signature is null || Signatures.Known.Contains(signature)
        ? []
        : [new FieldError("/signature", "signature_unknown", $"Give {string.Join(" or ", Signatures.Known)}.")];

    /// <summary>A new key; null when it cannot be made here.</summary>
    public static Sealed? New(ISigningKeys keys, IVault vault, string signature) => keys.New(signature) is { } key
        ? new Sealed(vault.Seal(EndpointView.SecretPurpose, key.Secret), key.PublicKey)
        : null;

    /// <param name="Secret">Sealed for <see cref="EndpointView.SecretPurpose"/>.</param>
    /// <param name="PublicKey">As it is, or null.</param>
    public sealed record Sealed(string Secret, string? PublicKey);
}
