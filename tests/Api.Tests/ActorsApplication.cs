using System.Text;
using Actors.Api.Keys;
using Actors.Hosting;
using Actors.Keys;
using Actors.Runtime.Hosting;
using Actors.Tests;
using Actors.Tests.Description;
using Actors.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(ActorsApplication))]

namespace Actors.Tests;

/// <summary>
/// The product as it is run: a whole silo on SQLite, behind a loopback port. All tests share one; each takes accounts of
/// its own, so that none sees another's data or moves another's clock.
/// </summary>
public class ActorsApplication : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("actors-api-");
    private WebApplication? _silo;
    private HttpClient? _http;

    /// <summary>Settings beside the usual ones.</summary>
    protected virtual IEnumerable<string> Settings => [];

    /// <summary>Services beside the usual ones.</summary>
    protected virtual void Add(IServiceCollection services)
    {
    }

    /// <summary>Whether every answer is held against the description: not where a test adds a version that it does not know.</summary>
    protected virtual bool IsDescribed => true;

    /// <summary>What no command line can say.</summary>
    protected virtual SiloSettings Adjust(SiloSettings settings) => settings;

    /// <summary>Where the embedded file lies.</summary>
    internal string DataDirectory => _data.FullName;

    internal IServiceProvider Services => _silo!.Services;

    internal HttpClient Http => _http!;

    public async ValueTask InitializeAsync()
    {
        _silo = await SiloHost.BuildAsync(
        [
            "--urls", "http://127.0.0.1:0",
            "--Actors:DataDirectory", _data.FullName,
            "--Logging:LogLevel:Default", "Warning",
            "--Logging:LogLevel:Actors", "Critical",
            "--Api:RateLimits:Unauthenticated", "100000", // all tests come from one address
            "--Actors:ContactEmail", "api@example.com",
            "--Actors:Runtime:Drain", "00:00:00", // nobody balances
            .. Settings,
        ], Adjust, Add);
        await _silo.StartAsync();
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        _http = new HttpClient(IsDescribed ? new ContractHandler(sockets, () => Contract.Of(_http!)) : sockets)
        {
            BaseAddress = new Uri(_silo.Urls.First()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_silo is not null)
        {
            await _silo.StopAsync();
            await _silo.DisposeAsync();
        }

        _data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A name that no other test has.</summary>
    internal string NewAccount(string prefix) => Services.GetRequiredService<IIds>().New(prefix);

    /// <summary>A caller with a key, as the first start or another operator would have issued it.</summary>
    internal async Task<Client> As(
        KeyRole role,
        string? owner = null,
        DataEnvironment environment = DataEnvironment.Sandbox,
        IReadOnlyList<string>? scopes = null,
        int? maxQuantity = null)
    {
        var ids = Services.GetRequiredService<IIds>();
        owner ??= NewAccount("acc");
        var at = await Services.GetRequiredService<IClocks>().Now(owner, environment);
        var id = ids.New("key");
        var (token, hash) = ApiKeyToken.Create(ids, id, environment);
        var issue = new ApiKeyCommand.Issue(id, owner, role, environment, scopes ?? Scopes.Of(role), "test", hash, maxQuantity, at);
        (await Services.GetRequiredService<IGrains>().Get<IApiKeyGrain>(id).Execute(issue, new Request("test", at)))
            .ShouldBeOfType<Reply<ApiKeyView>.Done>();
        return new Client(Http, owner, token, id);
    }

    internal Task<Client> Provider(string? owner = null) => As(KeyRole.Provider, owner);

    internal Task<Client> Marketplace(string? owner = null) => As(KeyRole.Marketplace, owner);

    internal Task<Client> Operator() => As(KeyRole.Operator);

    /// <summary>As if the endpoint had given its challenge back.</summary>
    internal async Task Verify(Client account, string endpoint)
    {
        var feed = Services.GetRequiredService<IGrains>().Get<IFeedGrain>(FeedView.KeyOf(account.Owner, DataEnvironment.Sandbox));
        var challenge = (await feed.Read())!.Value.Find(endpoint)!.Challenge;
        var at = await Services.GetRequiredService<IClocks>().Now(account.Owner, DataEnvironment.Sandbox);
        (await feed.Execute(new FeedCommand.Verified(endpoint, challenge, at), new Request("test", at))).ShouldBeOfType<Reply<FeedView>.Done>();
    }

    /// <summary>Whether somebody waits for this account's events.</summary>
    internal bool IsFollowed(Client account) =>
        Services.GetRequiredService<Actors.Api.Webhooks.EventWaits>().IsFollowed(FeedView.KeyOf(account.Owner, DataEnvironment.Sandbox));

    /// <summary>Someone without a key.</summary>
    internal Client Stranger() => new(Http, "", null, "");
}
