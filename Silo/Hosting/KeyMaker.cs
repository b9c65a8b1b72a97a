using Actors.Api.Keys;
using Actors.Api.Versions;
using Actors.Keys;

namespace Actors.Hosting;

/// <summary>What a key shall be for.</summary>
internal sealed record NewKey(string Owner, KeyRole Role, DataEnvironment Environment, string Name);

/// <summary>Makes keys without the API: for the first start and for the command line.</summary>
internal static class KeyMaker
{
    public static async Task<(string KeyId, string Token)> IssueAsync(IGrains grains, IIds ids, NewKey key, Request request)
    {
        var keyId = ids.New("key");
        var (token, hash) = ApiKeyToken.Create(ids, keyId, key.Environment);
        var reply = await grains.Get<IApiKeyGrain>(keyId).Execute(
            new ApiKeyCommand.Issue(
                keyId, key.Owner, key.Role, key.Environment, Scopes.Of(key.Role), key.Name, hash, null, request.At)
            {
                ApiVersion = new ApiVersions(ApiVersions.Released).Latest,
            },
            request);
        return reply is Reply<ApiKeyView>.Refused(var rejection)
            ? throw new InvalidOperationException(rejection.Detail)
            : (keyId, token);
    }
}
