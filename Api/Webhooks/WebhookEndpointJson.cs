using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>Where the caller's account takes its pushes in the environment of its key.</summary>
/// <param name="Object">Always <c>webhook_endpoint</c>.</param>
/// <param name="Secret">What its pushes are signed with (Standard Webhooks): <c>whsec_…</c>. Shown once, when it is new.</param>
/// <param name="Secrets">All secrets that sign at present, newest first.</param>
internal sealed record WebhookEndpointJson(
    string Object,
    DataEnvironment Environment,
    string Url,
    string Description,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret,
    IReadOnlyList<EndpointSecretJson> Secrets)
{
    public static WebhookEndpointJson From(WebhookEndpointView endpoint, DateTimeOffset now, string? secret = null) => new(
        "webhook_endpoint",
        endpoint.Environment,
        endpoint.Url,
        endpoint.Description,
        secret,
        [.. endpoint.Secrets.Where(known => known.Until is null || known.Until > now).Select(known => new EndpointSecretJson(known.Created, known.Until))]);
}

/// <summary>A signing secret, without the secret.</summary>
/// <param name="Until">When it stops to sign, or null for the newest.</param>
internal sealed record EndpointSecretJson(DateTimeOffset Created, DateTimeOffset? Until);

/// <summary>Where pushes should go.</summary>
/// <param name="Url">https, reachable from outside.</param>
/// <param name="Description">For people.</param>
internal sealed record SetEndpointBody(string Url, string? Description = null) : IRequestBody<SetEndpointBody>
{
    public static JsonTypeInfo<SetEndpointBody> Json => WebhooksJsonContext.Default.SetEndpointBody;
}

/// <summary>A new signing secret.</summary>
/// <param name="OverlapSeconds">How long the old ones sign as well: 0 to 604800 (7 days).</param>
internal sealed record RotateSecretBody(int OverlapSeconds) : IRequestBody<RotateSecretBody>
{
    private const int Week = 7 * 24 * 60 * 60;

    public static JsonTypeInfo<RotateSecretBody> Json => WebhooksJsonContext.Default.RotateSecretBody;

    public IEnumerable<FieldError> Check() => OverlapSeconds is < 0 or > Week
        ? [new FieldError("/overlap_seconds", "overlap_out_of_range", $"Give 0 to {Week} seconds (7 days).")]
        : [];
}

/// <summary>JSON of endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SetEndpointBody))]
[JsonSerializable(typeof(RotateSecretBody))]
[JsonSerializable(typeof(WebhookEndpointJson))]
internal sealed partial class WebhooksJsonContext : JsonSerializerContext;
