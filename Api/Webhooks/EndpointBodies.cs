using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>A new endpoint.</summary>
/// <param name="Url">https, reachable from outside.</param>
/// <param name="Events">Types that it takes: <c>order.created</c>, <c>order.*</c>, <c>*</c>; everything unless it is sent.</param>
/// <param name="Description">For people.</param>
/// <param name="ApiVersion">How its payloads are written: <c>1</c> or <c>2</c>; that of this request unless it is sent.</param>
/// <param name="MaxPerSecond">Pushes a second at most, 1 to 1000; no limit unless it is sent.</param>
internal sealed record CreateEndpointBody(
    string Url,
    IReadOnlyList<string>? Events = null,
    string? Description = null,
    string? ApiVersion = null,
    int? MaxPerSecond = null) : IRequestBody<CreateEndpointBody>
{
    public static JsonTypeInfo<CreateEndpointBody> Json => WebhooksJsonContext.Default.CreateEndpointBody;

    public FeedCommand ToCommand(Call call, string id, string secret, string challenge, DateTimeOffset at) => new FeedCommand.CreateEndpoint(
        call.Caller.Owner,
        call.Environment,
        id,
        Url,
        Description ?? "",
        Events ?? [EventTypes.Any],
        EndpointVersion.Parse(ApiVersion) ?? call.ApiVersion,
        MaxPerSecond ?? 0,
        secret,
        challenge,
        at);
}

/// <summary>A change of an endpoint: what is not sent, or null, stays as it is.</summary>
/// <param name="Url">Another address must give a challenge back first; what comes until then is kept for it.</param>
/// <param name="MaxPerSecond">0 for no limit.</param>
internal sealed record UpdateEndpointBody(
    string? Url = null,
    IReadOnlyList<string>? Events = null,
    string? Description = null,
    string? ApiVersion = null,
    int? MaxPerSecond = null) : IRequestBody<UpdateEndpointBody>
{
    public static JsonTypeInfo<UpdateEndpointBody> Json => WebhooksJsonContext.Default.UpdateEndpointBody;

    public FeedCommand ToCommand(string id, string challenge, DateTimeOffset at) =>
        new FeedCommand.UpdateEndpoint(id, Url, Description, Events, EndpointVersion.Parse(ApiVersion), MaxPerSecond, challenge, at);
}

/// <summary>Why an endpoint is switched off, for people.</summary>
internal sealed record DisableEndpointBody(string? Reason = null) : IRequestBody<DisableEndpointBody>
{
    public static JsonTypeInfo<DisableEndpointBody> Json => WebhooksJsonContext.Default.DisableEndpointBody;
}

/// <summary>To whom an event is pushed once more.</summary>
/// <param name="EndpointId"><c>we_…</c></param>
internal sealed record ResendEventBody(string EndpointId) : IRequestBody<ResendEventBody>
{
    public static JsonTypeInfo<ResendEventBody> Json => WebhooksJsonContext.Default.ResendEventBody;
}

/// <summary>Versions as they stand on the wire.</summary>
internal static class EndpointVersion
{
    /// <summary>The version, or null when none was sent; one that is not known is left for the grain to refuse.</summary>
    public static int? Parse(string? text) => text switch
    {
        null => null,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
    };
}
