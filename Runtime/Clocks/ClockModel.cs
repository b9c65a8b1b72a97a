using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Runtime.Clocks;

/// <summary>The grain type of sandbox clocks.</summary>
internal sealed class ClockModel : GrainModel<SandboxClock, ClockCommand, ClockEvent, ClockView>
{
    public override string Type => "clock";

    public override Type Contract => typeof(IClockGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Running"];

    public override SandboxClock Initial { get; } = new("", TimeSpan.Zero);

    public override JsonTypeInfo<SandboxClock> StateJson => ClockJsonContext.Default.SandboxClock;

    public override JsonTypeInfo<ClockCommand> CommandJson => ClockJsonContext.Default.ClockCommand;

    public override JsonTypeInfo<ClockEvent> EventJson => ClockJsonContext.Default.ClockEvent;

    public override Decision<ClockEvent> Decide(SandboxClock state, ClockCommand command) => SandboxClock.Decide(state, command);

    public override SandboxClock Evolve(SandboxClock state, ClockEvent @event) => SandboxClock.Evolve(state, @event);

    public override GrainIndex Index(SandboxClock state) => new(state.Account, DataEnvironment.Sandbox, "Running");

    public override ClockView View(SandboxClock state) => new(state.Account, state.Ahead);
}

/// <summary>The shell.</summary>
internal sealed class ClockGrain(IGrainHost<ClockCommand, ClockView> host) : Grain<ClockCommand, ClockView>(host), IClockGrain;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SandboxClock))]
[JsonSerializable(typeof(ClockCommand))]
[JsonSerializable(typeof(ClockEvent))]
internal sealed partial class ClockJsonContext : JsonSerializerContext;
