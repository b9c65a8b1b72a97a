using Actors.Runtime.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Actors.Hosting;

/// <summary>
/// Starts the runtime before the first request and stops it after the last: the web server is registered later, so it
/// starts later and stops earlier.
/// </summary>
internal sealed class SiloService(
    SiloRuntime runtime, IEnumerable<IDispatcher> dispatchers, IServer server, IHostApplicationLifetime lifetime, FirstCredentials credentials) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await runtime.StartAsync(dispatchers, cancellationToken);
        var tokens = await credentials.OfferAsync(cancellationToken);
        lifetime.ApplicationStarted.Register(() => Welcome.Print(Addresses(), tokens));
    }

    public Task StopAsync(CancellationToken cancellationToken) => runtime.StopAsync(cancellationToken);

    private IReadOnlyCollection<string> Addresses() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses ? [.. addresses] : [SiloHost.DefaultUrl];
}
