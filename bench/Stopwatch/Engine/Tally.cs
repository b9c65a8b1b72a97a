using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>The grain that is measured: 200 bytes of text and a number, an outbox row with each turn.</summary>
internal sealed record Tally(string Owner, long Count, string Note)
{
    public static string Text { get; } = new('n', 200);
}

internal sealed record TallyCommand(string Owner, bool Sends);

internal sealed record TallyEvent(long By);

internal sealed record TallyView(long Count);

internal interface ITallyGrain : IGrain<TallyCommand, TallyView>;

internal sealed class TallyGrain(IGrainHost<TallyCommand, TallyView> host) : Grain<TallyCommand, TallyView>(host), ITallyGrain;

internal sealed class TallyModel : GrainModel<Tally, TallyCommand, TallyEvent, TallyView>
{
    public override string Type => "tally";

    public override Type Contract => typeof(ITallyGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Open"];

    public override Tally Initial { get; } = new("bench", 0, Tally.Text);

    public override JsonTypeInfo<Tally> StateJson => TallyJsonContext.Default.Tally;

    public override JsonTypeInfo<TallyCommand> CommandJson => TallyJsonContext.Default.TallyCommand;

    public override JsonTypeInfo<TallyEvent> EventJson => TallyJsonContext.Default.TallyEvent;

    public override Decision<TallyEvent> Decide(Tally state, TallyCommand command) => new Decision<TallyEvent>.Accepted(
        [new TallyEvent(1)],
        command.Sends ? [new Effect.Send("none", "nowhere", "bench", "m", "tallied", "{}")] : []);

    public override Tally Evolve(Tally state, TallyEvent @event) => state with { Count = state.Count + @event.By };

    public override GrainIndex Index(Tally state) => new(state.Owner, DataEnvironment.Production, "Open");

    public override TallyCommand Wake(DueReminder reminder) => new("bench", false);

    public override TallyView View(Tally state) => new(state.Count);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Tally))]
[JsonSerializable(typeof(TallyCommand))]
[JsonSerializable(typeof(TallyEvent))]
internal sealed partial class TallyJsonContext : JsonSerializerContext;
