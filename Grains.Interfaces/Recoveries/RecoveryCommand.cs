using System.Text.Json.Serialization;
using Actors.Webhooks;

namespace Actors.Recoveries;

/// <summary>What may be asked of a recovery.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(RecoveryCommand.Start), "start")]
[JsonDerivedType(typeof(RecoveryCommand.Pause), "pause")]
[JsonDerivedType(typeof(RecoveryCommand.Resume), "resume")]
[JsonDerivedType(typeof(RecoveryCommand.Cancel), "cancel")]
[JsonDerivedType(typeof(RecoveryCommand.Proceed), "proceed")]
[JsonDerivedType(typeof(RecoveryCommand.Count), "count")]
[JsonDerivedType(typeof(RecoveryCommand.Push), "push")]
[JsonDerivedType(typeof(RecoveryCommand.Halt), "halt")]
public abstract record RecoveryCommand
{
    private RecoveryCommand()
    {
    }

    /// <summary>Counts what is to be pushed, and then pushes it.</summary>
    /// <param name="Id"><c>rec_…</c></param>
    /// <param name="From">Events logged at or after.</param>
    /// <param name="To">Events logged before; never after <paramref name="At"/>.</param>
    /// <param name="Types">Names and patterns that narrow what the endpoint takes; empty for all that it takes.</param>
    /// <param name="Which">One of <see cref="RecoveryKinds"/>.</param>
    /// <param name="DryRun">Ends with the count.</param>
    /// <param name="PerSecond">Events a second, 1 to 1,000.</param>
    public sealed record Start(
        string Owner,
        DataEnvironment Environment,
        string Id,
        string EndpointId,
        DateTimeOffset From,
        DateTimeOffset To,
        IReadOnlyList<string> Types,
        string Which,
        bool DryRun,
        int PerSecond,
        DateTimeOffset At) : RecoveryCommand;

    /// <summary>Stops after the piece that is committed; what was handed to delivery goes out.</summary>
    public sealed record Pause(DateTimeOffset At) : RecoveryCommand;

    /// <summary>Goes on where it stopped.</summary>
    public sealed record Resume(DateTimeOffset At) : RecoveryCommand;

    /// <summary>Ends it for good; what was handed to delivery goes out.</summary>
    public sealed record Cancel(DateTimeOffset At) : RecoveryCommand;

    /// <summary>Its pause between two pieces is over. From its reminder.</summary>
    public sealed record Proceed(DateTimeOffset At) : RecoveryCommand;

    /// <summary>A piece of the log was counted. From delivery, which read it.</summary>
    /// <param name="After">The position that the piece begins behind; another one than the job stands at is out of date.</param>
    /// <param name="Through">The last sequence of the piece.</param>
    /// <param name="Found">How many of its events would be pushed.</param>
    /// <param name="End">Whether it was the last piece.</param>
    public sealed record Count(long After, long Through, int Found, bool End, DateTimeOffset At) : RecoveryCommand;

    /// <summary>A piece of the log that is to be pushed. From delivery, which read it.</summary>
    public sealed record Push(long After, long Through, IReadOnlyList<FeedItem> Items, bool End, DateTimeOffset At) : RecoveryCommand;

    /// <summary>The endpoint takes no pushes now: it pauses by itself. From delivery.</summary>
    public sealed record Halt(long After, string Reason, DateTimeOffset At) : RecoveryCommand;
}
