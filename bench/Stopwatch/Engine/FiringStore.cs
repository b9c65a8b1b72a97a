using System.Collections.Concurrent;
using Actors.Runtime.Storage;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>Sees when the turn of a reminder is on disk: that, and not the moment at which it was claimed, counts.</summary>
internal sealed class FiringStore(ITurnStore inner, int expected) : ITurnStore
{
    private readonly ConcurrentQueue<double> _lateness = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fired;

    public bool IsShared => inner.IsShared;

    /// <summary>Ends when all have fired.</summary>
    public Task All => _all.Task;

    /// <summary>How late each was, in milliseconds.</summary>
    public IReadOnlyCollection<double> Lateness => _lateness;

    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken)
    {
        var outcomes = await inner.CommitAsync(commits, cancellationToken);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (i, commit) in commits.Index())
        {
            if (outcomes[i] == CommitOutcome.Committed)
            {
                foreach (var reminder in commit.Consumes.OfType<Consumed.Reminder>())
                {
                    _lateness.Enqueue(now - reminder.DueAt);
                    if (Interlocked.Increment(ref _fired) == expected)
                    {
                        _all.TrySetResult();
                    }
                }
            }
        }

        return outcomes;
    }

    public Task<IReadOnlyList<LoadResult>> LoadAsync(IReadOnlyList<LoadRequest> requests, CancellationToken cancellationToken) =>
        inner.LoadAsync(requests, cancellationToken);

    public Task<IReadOnlyList<RequestRow>> FindRequestsAsync(GrainId grain, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        inner.FindRequestsAsync(grain, keys, cancellationToken);

    public Task<IReadOnlyList<byte[]>> FindTurnsAsync(GrainId grain, long after, CancellationToken cancellationToken) =>
        inner.FindTurnsAsync(grain, after, cancellationToken);

    public Task<bool> ExistsAsync(GrainId grain, Consumed consumed, CancellationToken cancellationToken) =>
        inner.ExistsAsync(grain, consumed, cancellationToken);

    public StoreFault Classify(Exception exception) => inner.Classify(exception);
}
