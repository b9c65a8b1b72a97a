using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Api.Products;
using Actors.Api.Versions;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>A new endpoint.</summary>
/// <param name="Url">https, reachable from outside.</param>
/// <param name="Events">Types that it takes: <c>order.created</c>, <c>order.*</c>, <c>*</c>; everything unless it is sent.</param>
/// <param name="Description">For people.</param>
/// <param name="ApiVersion">The dated version of its payloads, such as <c>2026-11-22</c>; that of this call unless it is sent.</param>
/// <param name="MaxPerSecond">Pushes a second at most, 1 to 1000; no limit unless it is sent.</param>
/// <param name="Signature"><c>hmac</c> with a shared secret, or <c>ed25519</c> with a public key; <c>hmac</c> unless it is sent.</param>
/// <param name="Metadata">Your own notes, 50 pairs: nobody else sees them.</param>
internal sealed record CreateEndpointBody(
    string Url,
    IReadOnlyList<string>? Events = null,
    string? Description = null,
    string? ApiVersion = null,
    int? MaxPerSecond = null,
    string? Signature = null,
    IReadOnlyDictionary<string, string>? Metadata = null) : IRequestBody<CreateEndpointBody>
{
    public static JsonTypeInfo<CreateEndpointBody> Json => WebhooksJsonContext.Default.CreateEndpointBody;

    public static string? Hint(string pointer) => ProductHints.Metadata(pointer);

    public IEnumerable<FieldError> Check() => EndpointKeys.Check(Signature);

    public FeedCommand ToCommand(Call call, ApiVersions versions, string id, EndpointKeys.Sealed key, string challenge, DateTimeOffset at) => new FeedCommand.CreateEndpoint(
        call.Caller.Owner,
        call.Environment,
        id,
        Url,
        Description ?? "",
        Events ?? [EventTypes.Any],
        (ApiVersion is null ? null : versions.Find(ApiVersion)) ?? call.ApiVersion,
        MaxPerSecond ?? 0,
        key.Secret,
        challenge,
        at)
    {
        PublicKey = key.PublicKey,
        Metadata = Metadata,
    };
}

/// <summary>A change of an endpoint: what is not sent, or null, stays as it is.</summary>
/// <param name="Url">Another address must give a challenge back first; what comes until then is kept for it.</param>
/// <param name="ApiVersion">Counts from the next event on; what was logged before stays as it is, also when it is sent once more.</param>
/// <param name="MaxPerSecond">0 for no limit.</param>
/// <param name="Metadata">Keys to set of your own notes; an empty value takes a key away.</param>
internal sealed record UpdateEndpointBody(
    string? Url = null,
    IReadOnlyList<string>? Events = null,
    string? Description = null,
    string? ApiVersion = null,
    int? MaxPerSecond = null,
    IReadOnlyDictionary<string, string>? Metadata = null) : IRequestBody<UpdateEndpointBody>
{
    public static JsonTypeInfo<UpdateEndpointBody> Json => WebhooksJsonContext.Default.UpdateEndpointBody;

    public static string? Hint(string pointer) => ProductHints.Metadata(pointer);

    public FeedCommand ToCommand(ApiVersions versions, string id, string challenge, DateTimeOffset at) =>
        new FeedCommand.UpdateEndpoint(id, Url, Description, Events, ApiVersion is null ? null : versions.Find(ApiVersion), MaxPerSecond, challenge, at)
        {
            Metadata = Metadata,
        };
}

/// <summary>Why an endpoint is switched off, for people.</summary>
internal sealed record DisableEndpointBody(string? Reason = null) : IRequestBody<DisableEndpointBody>
{
    public static JsonTypeInfo<DisableEndpointBody> Json => WebhooksJsonContext.Default.DisableEndpointBody;

    public static DisableEndpointBody? Absent => new();
}

/// <summary>To whom an event is pushed once more.</summary>
/// <param name="EndpointId"><c>we_…</c>; your only one unless it is sent.</param>
internal sealed record ResendEventBody(string? EndpointId = null) : IRequestBody<ResendEventBody>
{
    public static JsonTypeInfo<ResendEventBody> Json => WebhooksJsonContext.Default.ResendEventBody;

    public static ResendEventBody? Absent => new();
}

/// <summary>What only the host knows of an endpoint: which addresses it may dial, which versions there are.</summary>
internal static class EndpointFaults
{
    public static Problem? Of(string? url, string? version, IEndpointPolicy policy, ApiVersions versions)
    {
        List<FieldError> faults = [];
        if (url is not null && policy.Check(url) is { } unsafeUrl)
        {
            faults.Add(unsafeUrl);
        }

        if (version is not null && versions.Find(version) is null)
        {
            faults.Add(new FieldError("/api_version", "version_unknown", $"Give one of: {string.Join(", ", versions.Supported)}."));
        }

        return faults.Count == 0 ? null : Problems.InvalidBody(faults);
    }
}
