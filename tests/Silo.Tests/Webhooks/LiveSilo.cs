using System.Globalization;
using Actors.Hosting;
using Actors.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Webhooks;

/// <summary>The whole product, for deliveries as they really go: on an embedded store unless it is told otherwise.</summary>
internal sealed class LiveSilo : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly string[] _settings;
    private readonly TimeProvider _time;
    private WebApplication _app;

    private LiveSilo(WebApplication app, DirectoryInfo data, TimeProvider time, string[] settings) =>
        (_app, _data, _time, _settings) = (app, data, time, settings);

    public IGrains Grains => _app.Services.GetRequiredService<IGrains>();

    public IEventLog Log => _app.Services.GetRequiredService<IEventLog>();

    public static Task<LiveSilo> Start(params string[] settings) => Start(TimeProvider.System, settings);

    public static Task<LiveSilo> Start(bool onPostgres, params string[] settings) => Start(
        TimeProvider.System, onPostgres ? ["--Actors:Postgres", PostgresServer.Shared.CreateDatabase(), .. settings] : settings);

    public static async Task<LiveSilo> Start(TimeProvider time, params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("actors-live-");
        return new LiveSilo(await Run(data, time, settings), data, time, settings);
    }

    /// <summary>Ends it as an operator does and starts it on the same data. What is under way is finished.</summary>
    public async Task Restart()
    {
        await Stop(TimeSpan.FromSeconds(60));
        _app = await Run(_data, _time, _settings);
    }

    public async Task<FeedView> Do(string account, FeedCommand command) =>
        (await Feed(account).Execute(command, new Request("test", Now))).ShouldBeOfType<Reply<FeedView>.Done>().Snapshot.Value;

    public IFeedGrain Feed(string account) => Grains.Get<IFeedGrain>(FeedView.KeyOf(account, DataEnvironment.Production));

    public async Task<EndpointView> Endpoint(string account, string id) => (await Feed(account).Read())!.Value.Find(id)!;

    public string Seal(string secret) => _app.Services.GetRequiredService<IVault>().Seal(EndpointView.SecretPurpose, secret);

    /// <summary>An endpoint that is verified already.</summary>
    public async Task Add(string account, string id, string url, params string[] events)
    {
        await Do(account, new FeedCommand.CreateEndpoint(
            account, DataEnvironment.Production, id, url, "", events.Length == 0 ? ["*"] : events, "2026-11-22", 0,
            Seal(Rig.Secret(1)), "ch_" + id, Now));
        await Do(account, new FeedCommand.Verified(id, "ch_" + id, Now));
    }

    public Task Publish(string account, int n, string? subject = null) => Do(account, new FeedCommand.Publish(
        account,
        DataEnvironment.Production,
        new FeedItem(string.Create(CultureInfo.InvariantCulture, $"evt_{n}"), "order.failed", subject ?? string.Create(CultureInfo.InvariantCulture, $"po_{n}"), "{}")));

    /// <summary>Returns when an endpoint has a status.</summary>
    public async Task<EndpointView> Becomes(string account, string id, string status)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var feed = (await Feed(account).Read(soon.Token))!;
            if (feed.Value.Find(id) is { } endpoint && endpoint.Status == status)
            {
                return endpoint;
            }

            await Grains.WaitForChange(new GrainId("feed", FeedView.KeyOf(account, DataEnvironment.Production)), feed.Version, soon.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What is under way is given up.
        await Stop(TimeSpan.FromMilliseconds(100));
        _data.Delete(recursive: true);
    }

    private static async Task<WebApplication> Run(DirectoryInfo data, TimeProvider time, string[] settings)
    {
        var app = await SiloHost.BuildAsync(
        [
            "--urls", "http://127.0.0.1:0", "--Actors:DataDirectory", data.FullName, "--Logging:LogLevel:Default", "Error",
            "--Webhooks:AllowInsecureEndpoints", "true", .. settings,
        ], runtime => runtime with { Time = time });
        await app.StartAsync();
        return app;
    }

    private async Task Stop(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private DateTimeOffset Now => _time.GetUtcNow();
}
