using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Due;

/// <summary>Commits what came of attempts, many at a time: attempt and next try together.</summary>
internal sealed partial class OutboxSettler : IAsyncDisposable
{
    private readonly OutboxStore _store;
    private readonly IHealthRules _rules;
    private readonly TurnSignals _signals;
    private readonly ILogger<OutboxSettler> _logger;
    private readonly BatchQueue<(MessageOutcome Outcome, TaskCompletionSource Done)> _queue;

    public OutboxSettler(OutboxStore store, IHealthRules rules, TurnSignals signals, RuntimeOptions options, ILogger<OutboxSettler> logger)
    {
        _store = store;
        _rules = rules;
        _signals = signals;
        _logger = logger;
        _queue = new BatchQueue<(MessageOutcome, TaskCompletionSource)>((options.MaxDue + options.MaxDispatch) * 8, 1, options.MaxBatch, HandleAsync);
    }

    /// <summary>Returns when it is on disk, or when it could not be: then the claim lapses and the message is sent again (G6).</summary>
    public Task SettleAsync(MessageOutcome outcome)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.TryAdd((outcome, done)) ? done.Task : Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private async Task HandleAsync(List<(MessageOutcome Outcome, TaskCompletionSource Done)> batch)
    {
        if (!await TryKeepAsync([.. batch.Select(item => item.Outcome)]) && batch.Count > 1)
        {
            // One that cannot be kept must not make its neighbours' messages go out again.
            foreach (var (outcome, _) in batch)
            {
                await TryKeepAsync([outcome]);
            }
        }

        batch.ForEach(item => item.Done.SetResult());
    }

    private async Task<bool> TryKeepAsync(List<MessageOutcome> outcomes)
    {
        try
        {
            if (await _store.CompleteAsync(outcomes, _rules, CancellationToken.None))
            {
                _signals.MessagesWritten();
            }

            return true;
        }
        catch (Exception error)
        {
            LogSettleFailed(_logger, error, outcomes.Count);
            return false;
        }
    }

    [LoggerMessage(EventIds.MessageFailed + 10, LogLevel.Error, "The outcome of {Count} attempts could not be kept; their messages are sent again")]
    private static partial void LogSettleFailed(ILogger logger, Exception error, int count);
}
