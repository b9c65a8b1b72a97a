using Actors.Runtime.Hosting;

namespace Actors.Hosting;

/// <summary>
/// Starts the runtime before the first request and stops it after the last: the web server is registered later, so it
/// starts later and stops earlier.
/// </summary>
internal sealed class SiloService(SiloRuntime runtime, IEnumerable<IDispatcher> dispatchers, FirstCredentials credentials) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await runtime.StartAsync(dispatchers, cancellationToken);
        await credentials.OfferAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => runtime.StopAsync(cancellationToken);
}
