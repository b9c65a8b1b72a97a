using Actors.Api.Http;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>The caller's feed and its endpoints.</summary>
internal static class EndpointSight
{
    public const string Prefix = "we";

    public static string FeedKey(this Call call) => FeedView.KeyOf(call.Caller.Owner, call.Environment);

    public static IFeedGrain Feed(this Call call) => call.Grain<IFeedGrain>(call.FeedKey());

    public static async Task<EndpointView?> FindEndpoint(this Call call, string id) =>
        ResourceId.Is(Prefix, id) ? (await call.Feed().Read(call.Aborted))?.Value.Find(id) : null;

    /// <summary>One turn about one endpoint. What <c>If-Match</c> names is the endpoint's revision; the feed moves with every event.</summary>
    public static async Task<Reply<FeedView>> Turn(this Call call, string id, Func<DateTimeOffset, FeedCommand> command, IFingerprinted? body)
    {
        var at = await call.Now(call.Caller.Owner);
        var request = call.Request(at, body);
        return ResourceId.Is(Prefix, id)
            ? await call.Feed().Execute(command(at) with { Revision = request.ExpectedVersion }, request with { ExpectedVersion = null })
            : new Reply<FeedView>.Refused(new Rejection(RejectionKind.NotFound, "endpoint_not_found", Problems.NotFound("endpoint", id).Detail));
    }

    /// <summary>A change of one endpoint, and the endpoint as it is after it.</summary>
    public static async Task<IResult> Change(this Call call, string id, Func<DateTimeOffset, FeedCommand> command, IFingerprinted? body = null)
    {
        var reply = await call.Turn(id, command, body);
        return call.Answer(reply, done => call.Show(done, id, null, made: false));
    }

    /// <summary>An endpoint with its newest secret, this once.</summary>
    public static IResult ShowSecret(this Call call, Reply<FeedView>.Done done, string id, IVault vault, bool made)
    {
        var newest = done.Snapshot.Value.Find(id)?.Secrets[0].Sealed;
        call.Http.Response.Headers.CacheControl = "no-store";
        return call.Show(done, id, newest is null ? null : vault.Open(EndpointView.SecretPurpose, newest), made);
    }

    private static IResult Show(this Call call, Reply<FeedView>.Done done, string id, string? secret, bool made)
    {
        if (done.Snapshot.Value.Find(id) is not { } endpoint)
        {
            return Answers.NotFound("endpoint", id);
        }

        var json = EndpointJson.From(endpoint, call.Environment, done.At, secret);
        var tag = EntityTag.Of(endpoint.Revision);
        return made ? call.Made(json, tag, "/webhook-endpoints/" + id) : call.Changed(json, tag);
    }
}
