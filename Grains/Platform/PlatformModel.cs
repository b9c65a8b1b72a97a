using System.Text.Json.Serialization.Metadata;

namespace Actors.Platform;

/// <summary>The grain type of the platform.</summary>
internal sealed class PlatformModel : GrainModel<PlatformState, PlatformCommand, PlatformEvent, PlatformView>
{
    public override string Type => GrainTypeNames.Platform;

    public override Type Contract => typeof(IPlatformGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Running"];

    public override PlatformState Initial { get; } = new PlatformState.None();

    public override JsonTypeInfo<PlatformState> StateJson => PlatformJsonContext.Default.PlatformState;

    public override JsonTypeInfo<PlatformCommand> CommandJson => PlatformJsonContext.Default.PlatformCommand;

    public override JsonTypeInfo<PlatformEvent> EventJson => PlatformJsonContext.Default.PlatformEvent;

    public override Decision<PlatformEvent> Decide(PlatformState state, PlatformCommand command) => PlatformState.Decide(state, command);

    public override PlatformState Evolve(PlatformState state, PlatformEvent @event) => PlatformState.Evolve(state, @event);

    public override GrainIndex Index(PlatformState state) => new(PlatformGrains.Owner, DataEnvironment.Production, "Running");

    public override PlatformView View(PlatformState state) => state is PlatformState.Running s
        ? new PlatformView(s.Nonce, s.KeyIds, s.Begun)
        : throw new InvalidOperationException("A platform that was never begun has nothing to show.");
}
