using System.Text;
using Actors.Api.Http;
using Actors.Keys;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>The caller's own webhook endpoint (MM-19, MM-42, DP-34).</summary>
internal static class WebhookEndpointApi
{
    private const int SecretLength = 32;

    public static void MapWebhookEndpoint(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/webhook-endpoint").WithTags("Webhook endpoint").NeedsKey();
        group.MapPut("", Set).Needs(Scopes.WebhooksWrite).Named("setWebhookEndpoint", "Say where pushes should go").Gives<WebhookEndpointJson>().Example(Sample);
        group.MapGet("", Get).Needs(Scopes.WebhooksRead).Named("getWebhookEndpoint", "Where pushes go").Gives<WebhookEndpointJson>();
        group.MapDelete("", Remove).Needs(Scopes.WebhooksWrite).Named("removeWebhookEndpoint", "Take no more pushes").GivesNothing();
        group.MapPost("/rotate", Rotate).Needs(Scopes.WebhooksWrite).Named("rotateWebhookSecret", "Get a new signing secret").Gives<WebhookEndpointJson>();
    }

    private const string Sample = """{ "url": "https://partner.example.com/webhooks" }""";

    private static async Task<IResult> Set(Call call, Body<SetEndpointBody> body, IEndpointPolicy policy, IVault vault)
    {
        if (policy.Check(body.Value.Url) is { } fault)
        {
            return new ProblemResult(Problems.InvalidBody([fault]));
        }

        var secret = NewSecret(call);
        var sealedSecret = vault.Seal(WebhookEndpointView.SecretPurpose, secret);
        var reply = await call.Turn(Grain(call), call.Caller.Owner, at => Command(call, body.Value, sealedSecret, at), body);

        // Ours was taken only when there was no endpoint before; then it is new to the caller, too.
        return call.Answer(reply, done => Show(call, done, done.Snapshot.Value.Secrets[0].Sealed == sealedSecret ? secret : null));
    }

    private static async Task<IResult> Get(Call call)
    {
        var endpoint = await Grain(call).Read(call.Aborted);
        return endpoint?.Value.Status == "Active"
            ? call.Got(WebhookEndpointJson.From(endpoint.Value, await call.Now(call.Caller.Owner)), EntityTag.Of(endpoint.Version))
            : NoEndpoint;
    }

    private static async Task<IResult> Remove(Call call)
    {
        var reply = await call.Turn(Grain(call), call.Caller.Owner, at => new WebhookEndpointCommand.Remove(at));
        return call.Answer(reply, done => TypedResults.NoContent());
    }

    private static async Task<IResult> Rotate(Call call, Body<RotateSecretBody> body, IVault vault)
    {
        var sealedSecret = vault.Seal(WebhookEndpointView.SecretPurpose, NewSecret(call));
        var reply = await call.Turn(Grain(call), call.Caller.Owner, at => Command(body.Value, sealedSecret, at), body);

        // Opened from what was stored, so that a repeat shows the secret that the first try made.
        return call.Answer(reply, done => Show(call, done, vault.Open(WebhookEndpointView.SecretPurpose, done.Snapshot.Value.Secrets[0].Sealed)));
    }

    private static WebhookEndpointCommand.Set Command(Call call, SetEndpointBody body, string secret, DateTimeOffset at) =>
        new(call.Caller.Owner, call.Environment, body.Url, body.Description ?? "", secret, at);

    private static WebhookEndpointCommand.RotateSecret Command(RotateSecretBody body, string secret, DateTimeOffset at) =>
        new(secret, TimeSpan.FromSeconds(body.OverlapSeconds), at);

    private static IResult Show(Call call, Reply<WebhookEndpointView>.Done done, string? secret)
    {
        call.Http.Response.Headers.CacheControl = "no-store";
        return call.Changed(WebhookEndpointJson.From(done.Snapshot.Value, done.At, secret), EntityTag.Of(done.Snapshot.Version));
    }

    /// <summary>24 to 64 bytes, as Standard Webhooks has it.</summary>
    private static string NewSecret(Call call) => "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes(call.Ids.Secret(SecretLength)));

    private static IWebhookEndpointGrain Grain(Call call) =>
        call.Grain<IWebhookEndpointGrain>(WebhookEndpointView.KeyOf(call.Caller.Owner, call.Environment));

    private static ProblemResult NoEndpoint => new(new Problem(
        404, "endpoint_not_found", "Your account has no webhook endpoint in this environment; set one with PUT /webhook-endpoint."));
}
