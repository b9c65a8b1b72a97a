using Actors.Runtime.Hosting;
using Actors.Runtime.Turns;

namespace Actors.Hosting;

/// <summary>
/// Starts the runtime before the first request and stops it after the last: the web server is registered later, so it
/// starts later and stops earlier.
/// </summary>
internal sealed class SiloService(
    SiloRuntime runtime, RuntimeOptions options, IHostApplicationLifetime lifetime, IEnumerable<IDispatcher> dispatchers, FirstCredentials credentials)
    : IHostedLifecycleService
{
    public Task StartAsync(CancellationToken cancellationToken) => runtime.StartAsync(dispatchers, cancellationToken);

    /// <summary>After the address is bound: keys that nobody gets to see must not be made.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => credentials.OfferAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Says that it is not ready, and serves on until balancers have seen it. A silo on a file of its own does not wait:
    /// there is no other to send callers to.
    /// </summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        if (runtime is { IsShared: true, IsReady: true })
        {
            await Task.Delay(options.Drain, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => runtime.StopAsync(cancellationToken);
}
