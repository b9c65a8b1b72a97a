using System.Text.Json.Serialization;

namespace Actors.Runtime.Clocks;

/// <summary>A sandbox's clock as it is stored.</summary>
internal sealed record SandboxClock(string Account, TimeSpan Ahead)
{
    /// <summary>The furthest that a clock may run ahead.</summary>
    public static TimeSpan Furthest { get; } = TimeSpan.FromDays(3653);

    public static Decision<ClockEvent> Decide(SandboxClock state, ClockCommand command) => command switch
    {
        ClockCommand.Advance { By.Ticks: <= 0 } => Refuse("clock_backwards", "A sandbox's clock only moves forward: give more than zero seconds."),
        ClockCommand.Advance advance when advance.By > Furthest - state.Ahead =>
            Refuse("clock_too_far", $"A sandbox's clock runs at most {Furthest.TotalDays:0} days ahead; this one is {state.Ahead.TotalDays:0} days ahead."),
        ClockCommand.Advance(var account, var by) => Accept(new ClockEvent.Advanced(account, by), state.Ahead + by),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    public static SandboxClock Evolve(SandboxClock state, ClockEvent @event) => @event switch
    {
        ClockEvent.Advanced(var account, var by) => new SandboxClock(account, state.Ahead + by),
        _ => throw new ArgumentOutOfRangeException(nameof(@event)),
    };

    private static Decision<ClockEvent>.Accepted Accept(ClockEvent @event, TimeSpan ahead) => new([@event], [new Effect.MoveClock(ahead)]);

    private static Decision<ClockEvent>.Rejected Refuse(string code, string detail) =>
        new(new Rejection(RejectionKind.Invalid, code, detail, "/by_seconds"));
}

/// <summary>What happened to a clock.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Advanced), "advanced")]
internal abstract record ClockEvent
{
    private ClockEvent()
    {
    }

    internal sealed record Advanced(string Account, TimeSpan By) : ClockEvent;
}
