using Actors.Api.Http;
using Actors.Keys;
using Actors.Versions;

namespace Actors.Api.Keys;

/// <summary>API keys, issued and revoked by operators.</summary>
internal static class KeysApi
{
    private const string Prefix = "key";

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/keys").WithTags("Keys").NeedsKey();
        group.MapPost("", Issue).Needs(Scopes.KeysWrite).Named("issueKey", "Issue a key (operators)").Gives<KeyJson>(201).Example(Sample);
        group.MapGet("", List).Needs(Scopes.KeysRead).Named("listKeys", "List keys (operators)").Gives<ListJson<KeyJson>>();
        group.MapGet("/{id}", Get).Needs(Scopes.KeysRead).Named("getKey", "Get a key (operators)").Gives<KeyJson>();
        group.MapPost("/{id}/revoke", Revoke).Needs(Scopes.KeysWrite).Named("revokeKey", "End a key (operators)").Gives<KeyJson>();
    }

    private const string Sample = """{ "owner": "acme", "role": "provider", "name": "Production line" }""";

    private static async Task<IResult> Issue(Call call, Body<IssueKeyBody> body, IApiVersions versions)
    {
        var id = call.NewId(Prefix);
        var (token, hash) = ApiKeyToken.Create(call.Ids, id, call.Environment);
        var reply = await call.Turn(call.Grain<IApiKeyGrain>(id), body.Value.Owner, at => body.Value.ToCommand(id, hash, call.Environment, versions.Latest, at), body);

        // The secret of a first try is gone: a repeat gives the key, and the way out is to revoke it and issue another.
        return call.Answer(reply, done =>
        {
            call.Http.Response.Headers.CacheControl = "no-store";
            var shown = KeyJson.From(done.Snapshot.Value, done.Replayed ? null : token);
            return call.Made(shown, EntityTag.Of(done.Snapshot.Version), "/keys/" + id);
        });
    }

    private static async Task<IResult> List(Call call, Paging page)
    {
        if (page.Cursor is { } cursor && await Find(call, cursor) is null)
        {
            return new ProblemResult(Lists.BadCursor(cursor));
        }

        var keys = await call.Grains.List<ApiKeyView>(call.Query(page), call.Aborted);
        return TypedResults.Ok(ListJson<KeyJson>.Of(call, [.. keys.Items.Select(key => KeyJson.From(key.Value))], keys.HasMore));
    }

    private static async Task<IResult> Get(string id, Call call) => await Find(call, id) is { } key
        ? call.Got(KeyJson.From(key.Value), EntityTag.Of(key.Version))
        : Answers.NotFound("key", id);

    private static async Task<IResult> Revoke(string id, Call call, Body<RevokeKeyBody> body)
    {
        if (await Find(call, id) is not { } key)
        {
            return Answers.NotFound("key", id);
        }

        var reply = await call.Turn(call.Grain<IApiKeyGrain>(id), key.Value.Owner, at => End(body.Value, at), body);
        return call.Answer(reply, done => call.Changed(KeyJson.From(done.Snapshot.Value), EntityTag.Of(done.Snapshot.Version)));
    }

    private static ApiKeyCommand.Revoke End(RevokeKeyBody body, DateTimeOffset at) => new(body.Reason, at);

    private static async Task<Snapshot<ApiKeyView>?> Find(Call call, string id)
    {
        var key = ResourceId.Is(Prefix, id) ? await call.Grain<IApiKeyGrain>(id).Read(call.Aborted) : null;
        return key?.Value.Environment == call.Environment ? key : null;
    }
}
