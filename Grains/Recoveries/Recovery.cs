using System.Text.Json.Serialization;
using static Actors.Recoveries.Recovery;

namespace Actors.Recoveries;

/// <summary>A job that pushes the events of a time range to one endpoint once more (MM-26, UE-24).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Counting), "counting")]
[JsonDerivedType(typeof(Running), "running")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
internal abstract record Recovery
{
    private Recovery()
    {
    }

    public sealed record None : Recovery;

    /// <summary>It was asked for.</summary>
    public abstract record Known(RecoveryFacts Facts) : Recovery;

    /// <summary>Something of it is left to do, and it is being done.</summary>
    public abstract record Active(RecoveryFacts Facts) : Known(Facts);

    public sealed record Counting(RecoveryFacts Facts) : Active(Facts);

    public sealed record Running(RecoveryFacts Facts) : Active(Facts);

    /// <param name="Reason">Why it paused by itself, or null.</param>
    public sealed record Paused(RecoveryFacts Facts, string? Reason) : Known(Facts);

    public sealed record Done(RecoveryFacts Facts, DateTimeOffset Ended) : Known(Facts);

    public sealed record Cancelled(RecoveryFacts Facts, DateTimeOffset Ended) : Known(Facts);

    public static Decision<RecoveryEvent> Decide(Recovery state, RecoveryCommand command) => (state, command) switch
    {
        (None, RecoveryCommand.Start c) => RecoveryWork.Start(c),
        (Known, RecoveryCommand.Start) => Decision.Accept<RecoveryEvent>(),
        (None, RecoveryCommand.Pause or RecoveryCommand.Resume or RecoveryCommand.Cancel) => Decision.Reject<RecoveryEvent>(RecoveryWork.NotFound),
        (Active s, RecoveryCommand.Pause c) => RecoveryWork.Pause(s.Facts, null, c.At),
        (Paused, RecoveryCommand.Pause) or (Active, RecoveryCommand.Resume) or (Cancelled, RecoveryCommand.Cancel) => Decision.Accept<RecoveryEvent>(),
        (Paused s, RecoveryCommand.Resume c) => RecoveryWork.Resume(s.Facts, c.At),
        (Active or Paused, RecoveryCommand.Cancel c) => RecoveryWork.Cancel(((Known)state).Facts, c.At),
        (Done or Cancelled, RecoveryCommand.Pause or RecoveryCommand.Resume or RecoveryCommand.Cancel) => Decision.Reject<RecoveryEvent>(RecoveryWork.Ended),
        (Counting s, RecoveryCommand.Count c) when c.After == s.Facts.Position => RecoveryWork.Count(s.Facts, c),
        (Running s, RecoveryCommand.Push c) when c.After == s.Facts.Position => RecoveryWork.Push(s.Facts, c),
        (Active s, RecoveryCommand.Halt c) when c.After == s.Facts.Position => RecoveryWork.Pause(s.Facts, c.Reason, c.At),
        (Active s, RecoveryCommand.Proceed) => RecoveryWork.Proceed(s.Facts),

        // Read twice, or of a time before it was paused: that piece is not waited for any more.
        (_, RecoveryCommand.Count or RecoveryCommand.Push or RecoveryCommand.Halt or RecoveryCommand.Proceed) => Decision.Accept<RecoveryEvent>(),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name} when {state.GetType().Name}."),
    };

    public static Recovery Evolve(Recovery state, RecoveryEvent @event) => (state, @event) switch
    {
        (None, RecoveryEvent.Started e) => new Counting(RecoveryFacts.Of(e)),
        (Counting s, RecoveryEvent.Counted e) => new Counting(s.Facts with { Position = e.Through, Total = s.Facts.Total + e.Found }),
        (Counting s, RecoveryEvent.CountEnded) => new Running(s.Facts with { Position = 0, Counted = true }),
        (Running s, RecoveryEvent.Pushed e) => new Running(s.Facts with { Position = e.Through, Done = s.Facts.Done + e.Ids.Count }),
        (Active, RecoveryEvent.Proceeded) => state,
        (Active s, RecoveryEvent.Paused e) => new Paused(s.Facts, e.Reason),
        (Paused { Facts.Counted: true } s, RecoveryEvent.Resumed) => new Running(s.Facts),
        (Paused s, RecoveryEvent.Resumed) => new Counting(s.Facts),
        (Active or Paused, RecoveryEvent.Cancelled e) => new Cancelled(((Known)state).Facts, e.At),
        (Active s, RecoveryEvent.Finished e) => new Done(s.Facts with { Counted = true }, e.At),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
