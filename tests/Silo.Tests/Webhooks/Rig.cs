using System.Net;
using Actors.Api.Versions;
using Actors.Versions;
using Actors.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Webhooks;

/// <summary>The dispatcher as the host composes it, over endpoints that the test sets.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Account = "acc_1.sandbox";

    /// <summary>Real time, as the receiver's clock shows it.</summary>
    public static readonly DateTimeOffset Real = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A sandbox's clock, moved ahead by years.</summary>
    public static readonly DateTimeOffset Created = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public Rig(ResolveHost? resolve = null, params (string Key, string Value)[] settings)
        : this(new SetTime(Real), resolve, settings)
    {
    }

    public Rig(TimeProvider time, ResolveHost? resolve = null, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> values = new() { ["Webhooks:AllowInsecureEndpoints"] = "true" };
        foreach (var (key, value) in settings)
        {
            values["Webhooks:" + key] = value;
        }

        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<IGrains>(Grains)
            .AddSingleton<IVault>(Vault)
            .AddSingleton<IApiVersions>(new ApiVersions(ApiVersions.Released))
            .AddSingleton<IEventLog>(new KeptEvents())
            .AddSingleton(time)
            .AddSingleton<Random>(new SetRandom(0.5));
        if (resolve is not null)
        {
            services.AddSingleton(resolve);
        }

        _services = services
            .AddWebhooks(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .BuildServiceProvider();
    }

    public FakeGrains Grains { get; } = new();

    public FakeVault Vault { get; } = new();

    public LogLines Log { get; } = new();

    public IDispatcher Dispatcher => Of(EndpointAddress.PushKind);

    public IDispatcher Of(string kind) => _services.GetServices<IDispatcher>().Single(dispatcher => dispatcher.Kind == kind);

    public static string Secret(byte seed) => "whsec_" + Convert.ToBase64String([.. Enumerable.Repeat(seed, 32)]);

    /// <summary>Sets an endpoint; with no secrets named it has one, <c>Secret(1)</c>.</summary>
    public Rig With(string url, string account = Account, string status = EndpointStatus.Enabled, params (string Secret, DateTimeOffset? Until)[] secrets)
    {
        var all = secrets.Length > 0 ? secrets : [(Secret(1), null)];
        Grains.Endpoints[account] = new EndpointView(
            "",
            url,
            "",
            [EventTypes.Any],
            "2026-11-22",
            0,
            status,
            null,
            null,
            "ch_1",
            null,
            Created,
            1,
            [.. all.Index().Select(one => new EndpointSecret(all.Length - one.Index, Vault.Seal(EndpointView.SecretPurpose, one.Item.Secret), Created, one.Item.Until))]);
        return this;
    }

    public Task<DispatchResult> Dispatch(OutboxMessage? message = null, CancellationToken cancellationToken = default) =>
        Dispatcher.Dispatch(message ?? Message(), cancellationToken);

    public static OutboxMessage Message(int attempt = 1, string body = "{}", string destination = Account) => new(
        1, "webhook", destination, "po_1", "evt_1_1", "order.created", body, attempt, Created, Created, Created.AddSeconds(60));

    public static ResolveHost To(params string[] addresses) => (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
