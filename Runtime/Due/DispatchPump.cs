using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Due;

/// <summary>
/// Sends messages to the world outside: each destination gets its share, and none waits for another. Destinations
/// that are held, throttled or busy are passed over without looking at what waits for them.
/// </summary>
internal sealed class DispatchPump(
    IMessageWorker worker, DueStore store, DestinationStore destinations, OutboxSettler settler, IClocks clocks, TimeProvider clock,
    RuntimeOptions options, ILogger<MessagePump> logger)
    : MessagePump(worker, store, settler, clocks, clock, options, options.MaxDispatch, logger)
{
    /// <summary>What other silos wrote is looked for so often.</summary>
    private static readonly TimeSpan LookForOthers = TimeSpan.FromMilliseconds(100);

    private readonly DestinationWindows _windows = new(options.MaxPerDestination);
    private readonly DestinationLooks _looks = new(destinations, worker.Kind, options.CheapLook, LookForOthers);
    private long? _next;

    /// <summary>Destinations were paused, resumed, dropped, or a clock moved: called by commits, before they wake the pump.</summary>
    public void DestinationsChanged() => _looks.Changed();

    public override void WakeFor(IReadOnlyCollection<DestinationKey>? written)
    {
        foreach (var key in written ?? [])
        {
            if (key.Kind == Worker.Kind)
            {
                _looks.Changed(key.Destination);
            }
        }

        base.WakeFor(written);
    }

    /// <summary>One look serves every clock: each destination lives by one.</summary>
    protected override Task<bool> ClaimAllAsync() => ClaimAsync("", TimeSpan.Zero);

    protected override async Task<List<ClaimedMessage>> ClaimAsync(string clockId, long now, int limit)
    {
        List<(long Due, ClaimTarget Target)> open = [];
        _next = null;
        foreach (var waiting in await _looks.LookAsync(Stopping))
        {
            if (After(waiting, now, waiting.Ahead) is { } later)
            {
                // One that is paused comes back with a commit, not with the clock.
                _next = later == long.MaxValue ? _next : Math.Min(_next ?? later, later);
            }
            else if (_windows.Room(waiting.Destination, waiting.Failures >= Options.FailingAfter) is > 0 and var room)
            {
                open.Add((waiting.DueAt - waiting.Ahead, new ClaimTarget(waiting.Destination, now + waiting.Ahead, room, waiting.PerSecond)));
            }
        }

        if (open.Count == 0)
        {
            return [];
        }

        var claims = await destinations.ClaimAsync(
            Worker.Kind, [.. open.OrderBy(o => o.Due).Select(o => o.Target)], Options.Lease, limit, now * 1_000, Stopping);
        claims.ForEach(claim => _windows.Enter(claim.Destination));

        // Those that gave nothing are not what they seemed; rates of those that gave something have moved.
        open.ForEach(o => _looks.Changed(o.Target.Destination));
        return claims;
    }

    protected override async Task<long?> NextAsync(long now)
    {
        var due = await base.NextAsync(now);
        return _next is { } held && (due is null || held < due) ? held : due;
    }

    protected override async Task WorkAsync(ClaimedMessage claim, DateTimeOffset now)
    {
        bool? arrived = null;
        try
        {
            arrived = await WorkOnAsync(claim) is { Detail: not null } outcome ? outcome.IsDelivered : null;
        }
        finally
        {
            _windows.Leave(claim.Destination, arrived);
            _looks.Changed(claim.Destination);
            Wake();
        }
    }

    /// <summary>When, by the real clock, a destination may be sent to; null when it may be now.</summary>
    private static long? After(Waiting waiting, long now, long offset)
    {
        if (waiting.DueAt > now + offset)
        {
            return waiting.DueAt - offset;
        }

        if (waiting.HeldUntil > now + offset)
        {
            return waiting.HeldUntil == PaceRow.Forever ? long.MaxValue : waiting.HeldUntil - offset;
        }

        return waiting.PerSecond > 0 && Allowance.Believed(waiting.FreeAt, now * 1_000) is var free && free > now * 1_000 ? (free / 1_000) + 1 : null;
    }
}
