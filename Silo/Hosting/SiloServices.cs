using Actors.Api;
using Actors.Api.Screen;
using Actors.Runtime.Hosting;
using Actors.Webhooks;

namespace Actors.Hosting;

/// <summary>What the parts of a silo find in its container.</summary>
internal static class SiloServices
{
    public static IServiceCollection AddSilo(
        this IServiceCollection services, SiloRuntime runtime, SiloSettings settings, IConfiguration configuration)
    {
        // A factory, so that the container disposes the runtime when the host goes.
        services.AddSingleton(_ => runtime);
        services.AddSingleton(settings.Runtime);
        services.AddSingleton(runtime.Time);
        services.AddSingleton(runtime.Grains);
        services.AddSingleton(runtime.Clocks);
        services.AddSingleton(runtime.Parked);
        services.AddSingleton(runtime.Calls);
        services.AddSingleton(runtime.Silos);
        services.AddSingleton(runtime.Ids);
        services.AddSingleton(runtime.Vault);
        services.AddSingleton(runtime.Events);
        services.AddSingleton<FirstCredentials>();
        services.AddHostedService<SiloService>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.AddWebhooks(configuration).AddOptions<WebhookOptions>().Validate(
            options => options.Timeout + WebhookOptions.LeaseMargin <= settings.Runtime.Lease,
            $"Webhooks:Timeout must be at least {WebhookOptions.LeaseMargin.TotalSeconds} seconds shorter than Actors:Runtime:Lease ({settings.Runtime.Lease}); else an attempt is made twice.");
        services.AddActorsApi();
        services.AddScreen();
        services.AddTelemetry(configuration);
        return services;
    }
}
