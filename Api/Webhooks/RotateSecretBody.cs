using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Webhooks;

/// <summary>A new signing secret.</summary>
/// <param name="OverlapSeconds">How long the old ones sign as well: 0 to 604800 (7 days); 86400 (a day) unless it is sent. 0 for a secret that leaked.</param>
/// <param name="Signature">The kind of the new one, <c>hmac</c> or <c>ed25519</c>; the same as before unless it is sent.</param>
internal sealed record RotateSecretBody(int OverlapSeconds = RotateSecretBody.Day, string? Signature = null) : IRequestBody<RotateSecretBody>
{
    private const int Day = 24 * 60 * 60;
    private const int Week = 7 * Day;

    public static JsonTypeInfo<RotateSecretBody> Json => WebhooksJsonContext.Default.RotateSecretBody;

    public static RotateSecretBody? Absent => new();

    public IEnumerable<FieldError> Check() => OverlapSeconds is < 0 or > Week
        ? [new FieldError("/overlap_seconds", "overlap_out_of_range", $"Give 0 to {Week} seconds (7 days)."), .. EndpointKeys.Check(Signature)]
        : EndpointKeys.Check(Signature);
}
