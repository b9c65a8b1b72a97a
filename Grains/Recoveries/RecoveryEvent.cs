using System.Text.Json.Serialization;
using static Actors.Recoveries.RecoveryEvent;

namespace Actors.Recoveries;

/// <summary>What happened to a recovery.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Counted), "counted")]
[JsonDerivedType(typeof(CountEnded), "count_ended")]
[JsonDerivedType(typeof(Pushed), "pushed")]
[JsonDerivedType(typeof(Proceeded), "proceeded")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
[JsonDerivedType(typeof(Finished), "finished")]
internal abstract record RecoveryEvent
{
    private RecoveryEvent()
    {
    }

    public sealed record Started(
        string Owner, DataEnvironment Environment, string Id, string EndpointId, DateTimeOffset From, DateTimeOffset To,
        IReadOnlyList<string> Types, string Which, bool DryRun, int PerSecond, DateTimeOffset At) : RecoveryEvent;

    public sealed record Counted(long Through, int Found) : RecoveryEvent;

    /// <summary>From here on it pushes, from the beginning of the range.</summary>
    public sealed record CountEnded : RecoveryEvent;

    /// <param name="Ids">The events that were handed to delivery.</param>
    public sealed record Pushed(long Through, IReadOnlyList<string> Ids) : RecoveryEvent;

    /// <summary>The next piece was asked for.</summary>
    public sealed record Proceeded(long After) : RecoveryEvent;

    /// <param name="Reason">Null when somebody asked for it.</param>
    public sealed record Paused(string? Reason, DateTimeOffset At) : RecoveryEvent;

    public sealed record Resumed(DateTimeOffset At) : RecoveryEvent;

    public sealed record Cancelled(DateTimeOffset At) : RecoveryEvent;

    public sealed record Finished(DateTimeOffset At) : RecoveryEvent;
}
