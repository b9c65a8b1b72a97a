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

    protected override TimeSpan AheadOf(ClaimedReminder claim, string clockId, TimeSpan ahead) => claim.Clock == clockId ? ahead : TimeSpan.Zero;

    protected override async Task WorkAsync(ClaimedReminder claim, DateTimeOffset now)
    {
        // Claimed by the real clock but bound to a sandbox's: its own clock says what time it is.
        now = claim.Clock.Length > 0 ? await clocks.Now(claim.Clock, DataEnvironment.Sandbox, CancellationToken.None) : now;
        try
        {
            if (registry.Find(claim.Grain.Type) is not { } kind)
            {
                // A newer silo's grain: it will take it.
                await Store.PostponeAsync(claim, Options.Lease, now.ToMilliseconds(), CancellationToken.None);
                return;
            }

            metrics.Late(now - claim.DueAt.ToTime());
            await kind.WakeAsync(claim, now);
        }
        catch (Exception error)
        {
            LogReminderFailed(logger, error, claim.Grain, claim.Name, claim.Attempts + 1);
            var transient = error is OverloadedException or OutcomeUnknownException or StoreUnavailableException;
            var delay = TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, claim.Attempts)));
            await Store.PostponeAsync(
                claim, transient ? TimeSpan.FromSeconds(1) : claim.Attempts + 1 < MaxAttempts ? delay : null, now.ToMilliseconds(), CancellationToken.None);
        }
    }

    [LoggerMessage(EventIds.ReminderFailed, LogLevel.Error, "The reminder {Name} of {Grain} failed (try {Attempt})")]
    private static partial void LogReminderFailed(ILogger logger, Exception error, GrainId grain, string name, int attempt);
}
