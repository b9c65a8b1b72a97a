using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Due;

/// <summary>
/// Sends the messages of one kind. Each kind has a pump and places of its own: slow receivers of one kind hold back
/// no other.
/// </summary>
internal partial class MessagePump(
    IMessageWorker worker, DueStore store, OutboxSettler settler, IClocks clocks, TimeProvider clock, RuntimeOptions options, int places, ILogger<MessagePump> logger)
    : Pump<ClaimedMessage>(store, clock, options, places, logger)
{
    /// <summary>What goes wrong inside (not at the receiver) is tried so often before a person must look.</summary>
    private const int MaxFaults = 20;

    protected IMessageWorker Worker => worker;

    /// <summary>Looks again soon when some of what was written is of its kind; null for anything. Called by commits.</summary>
    public virtual void WakeFor(IReadOnlyCollection<DestinationKey>? written)
    {
        if (written is null || written.Any(key => key.Kind == worker.Kind))
        {
            Wake();
        }
    }

    protected override Task<List<ClaimedMessage>> ClaimAsync(string clockId, long now, int limit) =>
        Store.ClaimMessagesAsync(worker.Kind, clockId, now, Options.Lease, limit, Stopping);

    protected override Task<long?> NextAsync(long now) => Store.NextMessageAsync(worker.Kind, now, Stopping);

    protected override Task<List<(string Id, long Ahead)>> ClocksAsync(long now) => Store.MessageClocksAsync(worker.Kind, now, Stopping);

    protected override Task WorkAsync(ClaimedMessage claim, DateTimeOffset now) => WorkOnAsync(claim);

    /// <summary>Works on one message and commits what came of it.</summary>
    protected async Task<MessageOutcome?> WorkOnAsync(ClaimedMessage claim)
    {
        MessageOutcome? outcome;

        // When the attempt begins, not when it was claimed: a key that ended in between must not sign it.
        var now = Clock.GetUtcNow().Truncate();
        try
        {
            now = claim.Clock.Length > 0 ? await clocks.Now(claim.Clock, DataEnvironment.Sandbox, CancellationToken.None) : now;

            // Not the stopping token: an attempt that has begun is finished and logged, within its own time limit.
            outcome = await worker.WorkAsync(claim, now, CancellationToken.None);
        }
        catch (Exception error) when (Transient.Is(error))
        {
            // No attempt was made: its receiver, or the grain that it is for, has as much as it can take, or the store
            // is away. Its own due time says when it is next: a sandbox's clock may not have been read.
            var pause = (error as OverloadedException)?.RetryAfter ?? Transient.Pause;
            var from = Math.Max(now.ToMilliseconds(), claim.CreatedAt);
            outcome = new MessageOutcome(claim, from, null, from + (long)pause.TotalMilliseconds, false);
        }
        catch (Exception error)
        {
            LogMessageFailed(logger, error, claim.Kind, claim.MessageId, claim.Attempts + 1);
            outcome = AfterFault(claim, now, error);
        }

        if (outcome is not null)
        {
            if (outcome.Parked)
            {
                LogParked(logger, claim.Kind, claim.MessageId, claim.Destination, outcome.Detail?.Outcome ?? "");
            }

            await settler.SettleAsync(outcome);
            Wake();
        }

        return outcome;
    }

    private static MessageOutcome AfterFault(ClaimedMessage claim, DateTimeOffset now, Exception error)
    {
        var detail = AttemptDetail.WithoutRequest("internal_error", error.GetType().Name);
        var delay = TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(claim.Attempts, 10))));
        return claim.Attempts + 1 < MaxFaults
            ? new MessageOutcome(claim, now.ToMilliseconds(), detail, (now + delay).ToMilliseconds(), false)
            : new MessageOutcome(claim, now.ToMilliseconds(), detail, null, true);
    }

    [LoggerMessage(EventIds.MessageFailed, LogLevel.Error, "Sending the {Kind} message {MessageId} failed inside (try {Attempt})")]
    private static partial void LogMessageFailed(ILogger logger, Exception error, string kind, string messageId, int attempt);

    [LoggerMessage(EventIds.MessageParked, LogLevel.Warning, "The {Kind} message {MessageId} to {Destination} is parked ({Outcome}) and waits for a person")]
    private static partial void LogParked(ILogger logger, string kind, string messageId, string destination, string outcome);
}
