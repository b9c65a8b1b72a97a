using System.Text.Json.Serialization;
using static Actors.Platform.PlatformState;

namespace Actors.Platform;

/// <summary>The platform itself: whether it was begun, and with whose first credentials.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Running), "running")]
internal abstract record PlatformState
{
    private PlatformState()
    {
    }

    public sealed record None : PlatformState;

    public sealed record Running(string Nonce, IReadOnlyList<string> KeyIds, DateTimeOffset Begun) : PlatformState;

    public static Decision<PlatformEvent> Decide(PlatformState state, PlatformCommand command) => (state, command) switch
    {
        (None, PlatformCommand.Begin c) => Decision.Accept<PlatformEvent>(new PlatformEvent.Begun(c.Nonce, c.KeyIds, c.At)),

        // Several silos start at once: the first one's credentials count, and the answer tells the others whose.
        (Running, PlatformCommand.Begin) => Decision.Accept<PlatformEvent>(),
        _ => Decision.Reject<PlatformEvent>(Refuse.Conflict("platform_state", $"{command.GetType().Name} is not possible when {state.GetType().Name}.")),
    };

    public static PlatformState Evolve(PlatformState state, PlatformEvent @event) => (state, @event) switch
    {
        (None, PlatformEvent.Begun e) => new Running(e.Nonce, e.KeyIds, e.At),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
