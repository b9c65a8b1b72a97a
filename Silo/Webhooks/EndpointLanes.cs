using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Actors.Webhooks;

/// <summary>
/// Keeps one slow endpoint from taking the time of all others: at most n attempts run to one destination at once, at
/// most n more wait, for a bounded time, and the rest go back to the outbox.
/// </summary>
internal sealed class EndpointLanes(IOptions<WebhookOptions> options) : IDisposable
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> _lanes = PartitionedRateLimiter.Create<string, string>(
        destination => RateLimitPartition.GetConcurrencyLimiter(destination, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Value.MaxConcurrencyPerEndpoint,
            QueueLimit = options.Value.MaxConcurrencyPerEndpoint,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }),
        StringComparer.Ordinal);

    /// <summary>Waits for a place; disposing of it makes room.</summary>
    /// <exception cref="OverloadedException">There was none: nothing was sent, and it is no attempt.</exception>
    public async Task<IDisposable> Enter(string destination, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.MaxWait);
        try
        {
            var place = await _lanes.AcquireAsync(destination, cancellationToken: limit.Token);
            if (place.IsAcquired)
            {
                return place;
            }

            place.Dispose();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It waited for as long as it may.
        }

        throw new OverloadedException($"The endpoint '{destination}' is busy.", ComeBack);
    }

    public void Dispose() => _lanes.Dispose();
}
