using System.Collections.Concurrent;
using Actors.Runtime.Storage;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>Sees when the turn of a reminder is on disk: that, and not the moment at which it was claimed, counts.</summary>
internal sealed class FiringStore(ITurnStore inner, int expected) : CommitStore(inner)
{
    private readonly ConcurrentQueue<double> _lateness = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fired;

    /// <summary>Ends when all have fired.</summary>
    public Task All => _all.Task;

    /// <summary>How late each was, in milliseconds.</summary>
    public IReadOnlyCollection<double> Lateness => _lateness;

    public override async Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken)
    {
        var outcomes = await Inner.CommitAsync(commits, cancellationToken);
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
}
