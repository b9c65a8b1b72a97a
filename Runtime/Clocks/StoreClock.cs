using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Clocks;

/// <summary>
/// What time it is for a silo. Silos that share a database agree on the time by the database's clock, whatever their
/// machines' clocks say: a row that one of them writes is due for all at the same instant. Between two looks at the
/// database time goes on by the steady count of the machine, so a clock that is set does nothing. A silo on a file of
/// its own never looks, and has the machine's time.
/// </summary>
internal sealed partial class StoreClock(TimeProvider machine, ILogger logger) : TimeProvider
{
    /// <summary>As much is made good by going at half the pace. More is a step: the database's own clock was set.</summary>
    private static readonly TimeSpan MostSlewed = TimeSpan.FromSeconds(1);

    /// <summary>The database tells whole milliseconds.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>Further off, the operator hears of it.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(1);

    private volatile Reading? _reading;
    private bool _isFarOff;

    /// <summary>How far the machine's clock is ahead of the database's, as the last look found it.</summary>
    public TimeSpan MachineAhead => _reading?.MachineAhead ?? TimeSpan.Zero;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _reading is { } reading ? At(reading, machine.GetTimestamp()) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Looks at the database's clock: one look at a time. Half of the way there and back counts as the way back.</summary>
    /// <param name="ask">Asks the database for its milliseconds since 1970.</param>
    public async Task LookAsync(Func<CancellationToken, Task<long>> ask, CancellationToken cancellationToken)
    {
        var asked = machine.GetTimestamp();
        var stored = await ask(cancellationToken);
        var taken = machine.GetTimestamp();
        var way = machine.GetElapsedTime(asked, taken) / 2;
        var unsure = way + Rounding;
        var time = stored.ToTime() + way;
        var machineAhead = machine.GetUtcNow() - time;
        _reading = Corrected(time, taken, unsure) with { MachineAhead = machineAhead };
        Tell(machineAhead, unsure);
    }

    /// <summary>Within what a look can tell, nothing changes; and time never goes back for less than a step.</summary>
    private Reading Corrected(DateTimeOffset time, long taken, TimeSpan unsure)
    {
        if (_reading is not { } before)
        {
            return new Reading(time, taken, TimeSpan.Zero);
        }

        var now = At(before, taken);
        var ahead = now - time;
        return ahead.Duration() <= unsure ? before
            : ahead > TimeSpan.Zero && ahead <= MostSlewed ? new Reading(now, taken, ahead)
            : new Reading(time, taken, TimeSpan.Zero);
    }

    private DateTimeOffset At(Reading reading, long timestamp)
    {
        var elapsed = machine.GetElapsedTime(reading.Taken, timestamp);
        return reading.Time + elapsed - (reading.Slew < elapsed / 2 ? reading.Slew : elapsed / 2);
    }

    private void Tell(TimeSpan machineAhead, TimeSpan unsure)
    {
        var isFarOff = machineAhead.Duration() - unsure > Tolerated;
        if (isFarOff && !_isFarOff)
        {
            LogFarOff(logger, machineAhead.TotalSeconds);
        }

        _isFarOff = isFarOff;
    }

    /// <param name="Time">What time it was when it was taken.</param>
    /// <param name="Taken">The machine's steady count at that moment.</param>
    /// <param name="Slew">How much of the time since then is to be lost.</param>
    private sealed record Reading(DateTimeOffset Time, long Taken, TimeSpan Slew)
    {
        public TimeSpan MachineAhead { get; init; }
    }
}
