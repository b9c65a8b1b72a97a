using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Actors.Webhooks;

/// <summary>Puts the delivery of webhooks together.</summary>
internal static class WebhooksSetup
{
    /// <summary>
    /// Adds the dispatcher of <c>webhook</c> messages. Needs <see cref="IGrains"/> and <see cref="IVault"/>; takes
    /// <see cref="TimeProvider"/> and <see cref="Random"/> when they are there.
    /// </summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>()
            .Bind(configuration.GetSection(WebhookOptions.Section))
            .ValidateDataAnnotations()
            .Validate(
                options => Array.TrueForAll(options.AllowedNetworks, network => IPNetwork.TryParse(network, out _)),
                "Webhooks:AllowedNetworks must be networks such as 10.20.0.0/16.")
            .ValidateOnStart();

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Random, SystemRandom>();
        services.TryAddSingleton<ResolveHost>(_ => Dns.GetHostAddressesAsync);
        services.AddSingleton<WebhookTelemetry>();
        services.AddSingleton<EndpointLanes>();
        services.AddSingleton<DialledAddresses>();
        services.AddSingleton(Sender);
        services.AddSingleton<IDispatcher, WebhookDispatcher>();
        services.AddSingleton<IDispatcher, ChallengeDispatcher>();
        services.AddSingleton<IDispatcher, ReplayDispatcher>();
        return services;
    }

    private static WebhookSender Sender(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<WebhookOptions>>();
        var policy = new AddressPolicy(
            options.Value.AllowInsecureEndpoints,
            [.. options.Value.AllowedNetworks.Select(network => IPNetwork.Parse(network))]);
        var dialer = new EndpointDialer(policy, services.GetRequiredService<ResolveHost>(), options.Value.ConnectTimeout)
        {
            Dialled = services.GetRequiredService<DialledAddresses>(),
        };
        return new WebhookSender(WebhookHttp.Create(dialer, options.Value), options, services.GetRequiredService<TimeProvider>())
        {
            Dialled = services.GetRequiredService<DialledAddresses>(),
        };
    }
}
