using System.Diagnostics;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Turns;

/// <summary>
/// Group commit: the turns of many grains in one transaction. A batch that fails as a whole is taken apart, so that
/// one grain's bad luck is not its neighbours'.
/// </summary>
internal sealed partial class Committer : IAsyncDisposable
{
    private const int DeadlockRetries = 5;

    private readonly ITurnStore _store;
    private readonly RuntimeMetrics _metrics;
    private readonly ILogger<Committer> _logger;
    private readonly BatchQueue<Waiting> _queue;
    private long _pace;

    public Committer(ITurnStore store, RuntimeOptions options, RuntimeMetrics metrics, ILogger<Committer> logger)
    {
        _store = store;
        _metrics = metrics;
        _logger = logger;

        // An embedded file has one writer; a second committer would only wait for it.
        _queue = new BatchQueue<Waiting>(options.MaxTurns * 2, store.IsShared ? options.Committers : 1, options.MaxBatch, HandleAsync);
    }

    /// <summary>How long a commit took of late: each one counts for an eighth.</summary>
    public TimeSpan Pace => TimeSpan.FromTicks(Volatile.Read(ref _pace));

    /// <summary>Commits one grain's turns. Never throws; a full queue counts as a conflict-free refusal.</summary>
    public Task<CommitOutcome> CommitAsync(GrainCommit commit)
    {
        var waiting = new Waiting(commit);
        return _queue.TryAdd(waiting)
            ? waiting.Answer.Task
            : throw new OverloadedException("Too many commits are waiting for the store.", TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private async Task HandleAsync(List<Waiting> batch)
    {
        // The order in which rows are locked; the same on every silo.
        batch.Sort((left, right) => left.Commit.Id.CompareTo(right.Commit.Id));
        var started = Stopwatch.GetTimestamp();
        await CommitAsync(batch);
        var took = Stopwatch.GetElapsedTime(started);
        _metrics.Committed(batch.Count, took);

        // Of two that end at once one may be forgotten: it is a rough measure.
        Volatile.Write(ref _pace, Pace.Ticks + ((took.Ticks - Pace.Ticks) / 8));
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcomes = await _store.CommitAsync([.. batch.Select(waiting => waiting.Commit)], CancellationToken.None);
                foreach (var (i, waiting) in batch.Index())
                {
                    waiting.Answer.SetResult(outcomes[i]);
                }

                return;
            }
            catch (Exception error)
            {
                var fault = _store.Classify(error);
                LogBatchFailed(_logger, error, batch.Count, fault, attempt);
                if (fault == StoreFault.RolledBack && attempt < DeadlockRetries)
                {
                    continue;
                }

                await SettleAsync(batch, fault);
                return;
            }
        }
    }

    private async Task SettleAsync(List<Waiting> batch, StoreFault fault)
    {
        if (fault == StoreFault.Invalid && batch.Count > 1)
        {
            foreach (var waiting in batch)
            {
                await CommitAsync([waiting]);
            }

            return;
        }

        var outcome = fault switch
        {
            StoreFault.Invalid => CommitOutcome.Invalid,
            StoreFault.RolledBack => CommitOutcome.RolledBack,
            _ => CommitOutcome.Unknown,
        };
        batch.ForEach(waiting => waiting.Answer.SetResult(outcome));
    }

    private sealed class Waiting(GrainCommit commit)
    {
        public GrainCommit Commit { get; } = commit;

        public TaskCompletionSource<CommitOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
