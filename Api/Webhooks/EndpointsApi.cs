using System.Globalization;
using Actors.Api.Http;
using Actors.Api.Versions;
using Actors.Keys;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>The caller's own webhook endpoints (MM-19, MM-42, DP-34).</summary>
internal static class EndpointsApi
{
    public static void MapWebhookEndpoints(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/webhook-endpoints").WithTags("Webhook endpoints").NeedsKey();
        group.MapPost("", Create).Needs(Scopes.WebhooksWrite).Named("createWebhookEndpoint", "Add a place where pushes go").Gives<EndpointJson>(201).Example(Sample);
        group.MapGet("", List).Needs(Scopes.WebhooksRead).Named("listWebhookEndpoints", "Where pushes go").Gives<ListJson<EndpointJson>>();
        group.MapGet("/{id}", Get).Needs(Scopes.WebhooksRead).Named("getWebhookEndpoint", "Get an endpoint").Gives<EndpointJson>();
        group.MapPatch("/{id}", Update).Needs(Scopes.WebhooksWrite).Named("updateWebhookEndpoint", "Change an endpoint").Gives<EndpointJson>().Example(PatchSample);
        group.MapDelete("/{id}", Delete).Needs(Scopes.WebhooksWrite).Named("deleteWebhookEndpoint", "Take an endpoint away").GivesNothing();
        group.MapPost("/{id}/rotate", Rotate).Needs(Scopes.WebhooksWrite).Named("rotateWebhookSecret", "Get a new signing secret").Gives<EndpointJson>().Example(RotateSample);
        group.MapPost("/{id}/disable", Disable).Needs(Scopes.WebhooksWrite).Named("disableWebhookEndpoint", "Send nothing to it; what it misses is kept").Gives<EndpointJson>().Example(DisableSample);
        group.MapPost("/{id}/enable", Enable).Needs(Scopes.WebhooksWrite).Named("enableWebhookEndpoint", "Send what it missed, then what comes").Gives<EndpointJson>();
        group.MapPost("/{id}/verify", Verify).Needs(Scopes.WebhooksWrite).Named("verifyWebhookEndpoint", "Send its challenge once more").Gives<EndpointJson>();
        group.MapPost("/{id}/test", Test).Needs(Scopes.WebhooksWrite).Named("testWebhookEndpoint", "Push a test event to it").Gives<EndpointJson>().Example(TestSample);
    }

    private const string Sample = """{ "url": "https://partner.example.com/webhooks", "events": ["order.*"], "api_version": "2026-11-22" }""";
    private const string PatchSample = """{ "events": ["order.created", "order.updated"] }""";
    private const string RotateSample = """{ "overlap_seconds": 86400 }""";
    private const string TestSample = """{ "type": "order.created" }""";
    private const string DisableSample = """{ "reason": "Maintenance until noon" }""";

    private static async Task<IResult> Create(Call call, Body<CreateEndpointBody> body, IEndpointPolicy policy, ApiVersions versions, ISigningKeys keys, IVault vault)
    {
        if (EndpointFaults.Of(body.Value.Url, body.Value.ApiVersion, policy, versions) is { } fault)
        {
            return new ProblemResult(fault);
        }

        var id = call.NewId(EndpointSight.Prefix);
        if (EndpointKeys.New(keys, vault, body.Value.Signature ?? Signatures.Hmac) is not { } key)
        {
            return EndpointKeys.Unavailable;
        }

        var reply = await call.Turn(call.Feed(), call.Caller.Owner, at => body.Value.ToCommand(call, versions, id, key, Challenge(call), at), body);

        // Opened from what was stored, so that a repeat shows the secret that the first try made.
        return call.Answer(reply, done => call.ShowSecret(done, id, vault, made: true));
    }

    private static async Task<IResult> List(Call call, Paging page)
    {
        var feed = await call.Feed().Read(call.Aborted);
        if (PageOf.Items(feed?.Value.Endpoints ?? [], page, endpoint => endpoint.Id) is not var (items, hasMore))
        {
            return new ProblemResult(Lists.BadCursor(page.Cursor!));
        }

        var now = await call.Now(call.Caller.Owner);
        return TypedResults.Ok(ListJson<EndpointJson>.Of(call, [.. items.Select(endpoint => EndpointJson.From(endpoint, call.Environment, now))], hasMore));
    }

    private static async Task<IResult> Get(string id, Call call) => await call.FindEndpoint(id) is { } endpoint
        ? call.Got(EndpointJson.From(endpoint, call.Environment, await call.Now(call.Caller.Owner)), EntityTag.Of(endpoint.Revision), settled: false)
        : Answers.NotFound("endpoint", id);

    private static Task<IResult> Update(string id, Call call, Body<UpdateEndpointBody> body, IEndpointPolicy policy, ApiVersions versions) =>
        EndpointFaults.Of(body.Value.Url, body.Value.ApiVersion, policy, versions) is { } fault
            ? Task.FromResult<IResult>(new ProblemResult(fault))
            : call.Change(id, at => body.Value.ToCommand(versions, id, Challenge(call), at), body);

    private static async Task<IResult> Delete(string id, Call call)
    {
        var reply = await call.Turn(id, at => new FeedCommand.Delete(id, at), null);
        return call.Answer(reply, done => TypedResults.NoContent());
    }

    private static async Task<IResult> Rotate(string id, Call call, Body<RotateSecretBody> body, ISigningKeys keys, IVault vault)
    {
        var kind = body.Value.Signature ?? (await call.FindEndpoint(id))?.Secrets[0].Signature ?? Signatures.Hmac;
        if (EndpointKeys.New(keys, vault, kind) is not { } key)
        {
            return EndpointKeys.Unavailable;
        }

        var overlap = TimeSpan.FromSeconds(body.Value.OverlapSeconds);
        var reply = await call.Turn(id, at => new FeedCommand.Rotate(id, key.Secret, overlap, at) { PublicKey = key.PublicKey }, body);
        return call.Answer(reply, done => call.ShowSecret(done, id, vault, made: false));
    }

    private static Task<IResult> Disable(string id, Call call, Body<DisableEndpointBody> body) =>
        call.Change(id, at => new FeedCommand.Disable(id, body.Value.Reason ?? "", at), body);

    private static Task<IResult> Enable(string id, Call call) => call.Change(id, at => new FeedCommand.Enable(id, at));

    private static Task<IResult> Verify(string id, Call call) => call.Change(id, at => new FeedCommand.Verify(id, Challenge(call), at));

    private static Task<IResult> Test(string id, Call call, Body<TestEndpointBody> body) =>
        call.Change(id, at => new FeedCommand.SendTest(id, call.NewId("evt"), at) { Type = body.Value.Type }, body);

    private static string Challenge(Call call) => string.Create(CultureInfo.InvariantCulture, $"ch_{call.Ids.Secret(32)}");
}
