namespace Actors;

/// <summary>
/// What time it is. Production has one clock; each account's sandbox has one of its own that only moves forward
/// (architecture §4).
/// </summary>
public interface IClocks
{
    /// <summary>Now, by the clock of an account's environment, as fresh as a read (G8).</summary>
    ValueTask<DateTimeOffset> Now(string owner, DataEnvironment environment, CancellationToken cancellationToken = default);
}

/// <summary>The clock of one account's sandbox. Its key is the account.</summary>
public interface IClockGrain : IGrain<ClockCommand, ClockView>;

/// <summary>What may be asked of a sandbox clock.</summary>
public abstract record ClockCommand
{
    private ClockCommand()
    {
    }

    /// <summary>Moves the clock forward. At most ten years in all.</summary>
    /// <param name="Account">The sandbox's account.</param>
    /// <param name="By">How far, more than zero.</param>
    public sealed record Advance(string Account, TimeSpan By) : ClockCommand;
}

/// <summary>A sandbox's clock.</summary>
/// <param name="Account">The sandbox's account.</param>
/// <param name="Ahead">How far it is ahead of real time.</param>
public sealed record ClockView(string Account, TimeSpan Ahead);
