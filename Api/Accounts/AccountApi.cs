using Actors.Accounts;
using Actors.Api.Http;
using Actors.Api.Versions;
using Actors.Keys;

namespace Actors.Api.Accounts;

/// <summary>What holds for all keys of the caller's account in their environment.</summary>
internal static class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account").WithTags("Account").NeedsKey();
        group.MapGet("", Get).Named("getAccount", "Your account's settings").Gives<AccountJson>();
        group.MapPatch("", Change).Needs(Scopes.AccountWrite).Named("updateAccount", "Choose the API version of calls that name none").Gives<AccountJson>().Example(Sample).NeedsIfMatch();
    }

    private const string Sample = $$"""{ "api_version": "{{ApiVersions.First}}" }""";

    private static async Task<IResult> Get(Call call, ApiVersions versions)
    {
        var account = await Grain(call).Read(call.Aborted);
        return call.Got(AccountJson.From(call, account?.Value, versions), EntityTag.Of(account?.Version ?? 0));
    }

    private static async Task<IResult> Change(Call call, Body<AccountBody> body, ApiVersions versions)
    {
        if (!versions.Supported.Contains(body.Value.ApiVersion))
        {
            return new ProblemResult(Problems.InvalidBody([new FieldError("/api_version", "version_unknown", $"Give one of: {string.Join(", ", versions.Supported)}.")]));
        }

        var reply = await call.Turn(Grain(call), call.Caller.Owner, at => Command(call, body.Value, at), body);
        return call.Answer(reply, done => call.Changed(AccountJson.From(call, done.Snapshot.Value, versions), EntityTag.Of(done.Snapshot.Version)));
    }

    private static AccountCommand.SetVersion Command(Call call, AccountBody body, DateTimeOffset at) =>
        new(call.Caller.Owner, call.Environment, body.ApiVersion, at);

    private static IAccountGrain Grain(Call call) => call.Grain<IAccountGrain>(AccountView.KeyOf(call.Caller.Owner, call.Environment));
}
