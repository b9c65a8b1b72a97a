using Actors.Runtime.Hosting;

namespace Actors.Hosting;

/// <summary>
/// Starts the runtime before the first request and stops it after the last: the web server is registered later, so it
/// starts later and stops earlier.
/// </summary>
internal sealed class SiloService(SiloRuntime runtime, IEnumerable<IDispatcher> dispatchers, FirstCredentials credentials) : IHostedLifecycleService
{
    public Task StartAsync(CancellationToken cancellationToken) => runtime.StartAsync(dispatchers, cancellationToken);

    /// <summary>After the address is bound: keys that nobody gets to see must not be made.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => credentials.OfferAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => runtime.StopAsync(cancellationToken);
}
