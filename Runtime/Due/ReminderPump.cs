using Actors.Runtime.Activations;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Due;

/// <summary>Fires reminders: each is a turn of its grain, and goes with that turn's commit (G5).</summary>
internal sealed partial class ReminderPump(
    DueStore store, GrainRegistry registry, IClocks clocks, TimeProvider clock, RuntimeOptions options, RuntimeMetrics metrics, ILogger<ReminderPump> logger)
    : Pump<ClaimedReminder>(store, clock, options, options.MaxDue, logger)
{
    /// <summary>After so many failures a reminder waits for a person.</summary>
    private const int MaxAttempts = 20;

    protected override Task<List<ClaimedReminder>> ClaimAsync(string clockId, long now, int limit) =>
        Store.ClaimRemindersAsync(clockId, now, Options.Lease, limit, Stopping);

    protected override Task<long?> NextAsync(long now) => Store.NextReminderAsync(now, Stopping);

    protected override Task<List<(string Id, long Ahead)>> ClocksAsync(long now) => Store.ReminderClocksAsync(now, Stopping);

    protected override async Task WorkAsync(ClaimedReminder claim, DateTimeOffset now)
    {
        try
        {
            // Bound to a sandbox's clock: that one says what time it is, whichever clock claimed it.
            now = claim.Clock.Length > 0 ? await clocks.Now(claim.Clock, DataEnvironment.Sandbox, CancellationToken.None) : now;
            if (registry.Find(claim.Grain.Type) is not { } kind)
            {
                // A newer silo's grain: it will take it.
                await Store.PostponeAsync(claim, Options.Lease, counts: false, now.ToMilliseconds(), CancellationToken.None);
                return;
            }

            metrics.Late(now - claim.DueAt.ToTime());
            await kind.WakeAsync(claim, now);
        }
        catch (Exception error)
        {
            if (Transient.Is(error))
            {
                await Store.PostponeAsync(claim, Transient.Pause, counts: false, now.ToMilliseconds(), CancellationToken.None);
                return;
            }

            LogReminderFailed(logger, error, claim.Grain, claim.Name, claim.Attempts + 1);
            var delay = TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, claim.Attempts)));
            await Store.PostponeAsync(
                claim, claim.Attempts + 1 < MaxAttempts ? delay : null, counts: true, now.ToMilliseconds(), CancellationToken.None);
        }
    }

    [LoggerMessage(EventIds.ReminderFailed, LogLevel.Error, "The reminder {Name} of {Grain} failed (try {Attempt})")]
    private static partial void LogReminderFailed(ILogger logger, Exception error, GrainId grain, string name, int attempt);
}
