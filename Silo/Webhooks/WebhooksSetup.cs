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
        services.AddSingleton(Addresses);
        services.AddSingleton<IEndpointPolicy, EndpointPolicy>();
        services.AddSingleton(Sender);
        services.AddSingleton<IDispatcher, WebhookDispatcher>();
        services.AddSingleton<IDispatcher, ChallengeDispatcher>();
        services.AddSingleton<IDispatcher, ReplayDispatcher>();
        return services;
    }

    private static AddressPolicy Addresses(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<WebhookOptions>>().Value;
        return new AddressPolicy(options.AllowInsecureEndpoints, [.. options.AllowedNetworks.Select(network => IPNetwork.Parse(network))]);
    }

    private static WebhookSender Sender(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<WebhookOptions>>();
        var dialled = services.GetRequiredService<DialledAddresses>();
        var dialer = new EndpointDialer(services.GetRequiredService<AddressPolicy>(), services.GetRequiredService<ResolveHost>(), options.Value.ConnectTimeout)
        {
            Dialled = dialled,
        };
        return new WebhookSender(WebhookHttp.Create(dialer, options.Value), options, services.GetRequiredService<TimeProvider>())
        {
            Dialled = dialled,
        };
    }
}
