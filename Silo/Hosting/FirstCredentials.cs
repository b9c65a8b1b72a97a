using Actors.Keys;
using Actors.Platform;

namespace Actors.Hosting;

/// <summary>A key that was just made.</summary>
internal sealed record FirstCredential(string Title, string Token);

/// <summary>
/// Makes the first keys of a new platform, once, however many silos start together: each makes its own, one silo's
/// become valid for good, the others take theirs back.
/// </summary>
internal sealed class FirstCredentials(IGrains grains, IIds ids, IClocks clocks)
{
    private const string Actor = "system:first-start";

    private static readonly (string Title, string Owner, KeyRole Role, DataEnvironment Environment)[] Plan =
    [
        ("operator, production", "platform", KeyRole.Operator, DataEnvironment.Production),
        ("operator, sandbox", "platform", KeyRole.Operator, DataEnvironment.Sandbox),
        ("provider, sandbox", "demo_provider", KeyRole.Provider, DataEnvironment.Sandbox),
        ("marketplace, sandbox", "demo_marketplace", KeyRole.Marketplace, DataEnvironment.Sandbox),
    ];

    /// <summary>The new keys when this silo won; nothing when the platform had begun before. In memory until they are printed.</summary>
    public IReadOnlyList<FirstCredential> Made { get; private set; } = [];

    public async Task OfferAsync(CancellationToken cancellationToken)
    {
        var platform = grains.Get<IPlatformGrain>("platform");
        if (await platform.Read(cancellationToken) is not null)
        {
            return;
        }

        var at = await clocks.Now("platform", DataEnvironment.Production, cancellationToken);
        List<(string KeyId, FirstCredential Credential)> made = [];
        foreach (var (title, owner, role, environment) in Plan)
        {
            var key = await KeyMaker.IssueAsync(grains, ids, new NewKey(owner, role, environment, title), new Request(Actor, at));
            made.Add((key.KeyId, new FirstCredential(title, key.Token)));
        }

        var nonce = ids.New("begin");
        var reply = await platform.Execute(
            new PlatformCommand.Begin(nonce, [.. made.Select(key => key.KeyId)], at), new Request(Actor, at));
        if (reply is Reply<PlatformView>.Done(var snapshot, _, _, _) && snapshot.Value.Nonce == nonce)
        {
            Made = [.. made.Select(key => key.Credential)];
            return;
        }

        foreach (var (keyId, _) in made)
        {
            await grains.Get<IApiKeyGrain>(keyId).Execute(
                new ApiKeyCommand.Revoke("another silo began the platform", at), new Request(Actor, at));
        }
    }
}
