using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Runtime.Parked;

/// <summary>The grain type of decisions about parked messages.</summary>
internal sealed class ParkedModel : GrainModel<ParkedDecision, ParkedMessageCommand, ParkedEvent, ParkedMessageView>
{
    /// <summary>Decisions are the platform's own, whoever the message was for.</summary>
    private const string Owner = "platform";

    public override string Type => "parked_message";

    public override Type Contract => typeof(IParkedMessageGrain);

    public override IReadOnlyList<string> Statuses { get; } = [ParkedDecision.Resent, ParkedDecision.Discarded];

    public override ParkedDecision Initial { get; } = new("", "", "", DataEnvironment.Production, ParkedDecision.Open, "");

    public override JsonTypeInfo<ParkedDecision> StateJson => ParkedJsonContext.Default.ParkedDecision;

    public override JsonTypeInfo<ParkedMessageCommand> CommandJson => ParkedJsonContext.Default.ParkedMessageCommand;

    public override JsonTypeInfo<ParkedEvent> EventJson => ParkedJsonContext.Default.ParkedEvent;

    public override Decision<ParkedEvent> Decide(ParkedDecision state, ParkedMessageCommand command) => ParkedDecision.Decide(state, command);

    public override ParkedDecision Evolve(ParkedDecision state, ParkedEvent @event) => ParkedDecision.Evolve(state, @event);

    public override GrainIndex Index(ParkedDecision state) => new(Owner, state.Environment, state.Status);

    public override ParkedMessageView View(ParkedDecision state) =>
        new(state.Destination, state.Subject, state.MessageId, state.Environment, state.Status, state.Reason);
}

/// <summary>The shell.</summary>
internal sealed class ParkedMessageGrain(IGrainHost<ParkedMessageCommand, ParkedMessageView> host)
    : Grain<ParkedMessageCommand, ParkedMessageView>(host), IParkedMessageGrain;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ParkedDecision))]
[JsonSerializable(typeof(ParkedMessageCommand))]
[JsonSerializable(typeof(ParkedEvent))]
internal sealed partial class ParkedJsonContext : JsonSerializerContext;
