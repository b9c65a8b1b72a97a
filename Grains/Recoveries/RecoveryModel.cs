using System.Text.Json.Serialization.Metadata;

namespace Actors.Recoveries;

/// <summary>The grain type of recoveries.</summary>
internal sealed class RecoveryModel : GrainModel<Recovery, RecoveryCommand, RecoveryEvent, RecoveryView>
{
    public override string Type => GrainTypeNames.Recovery;

    public override Type Contract => typeof(IRecoveryGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Counting", "Running", "Paused", "Done", "Cancelled"];

    public override Recovery Initial { get; } = new Recovery.None();

    public override JsonTypeInfo<Recovery> StateJson => RecoveryJsonContext.Default.Recovery;

    public override JsonTypeInfo<RecoveryCommand> CommandJson => RecoveryJsonContext.Default.RecoveryCommand;

    public override JsonTypeInfo<RecoveryEvent> EventJson => RecoveryJsonContext.Default.RecoveryEvent;

    public override Decision<RecoveryEvent> Decide(Recovery state, RecoveryCommand command) => Recovery.Decide(state, command);

    public override Recovery Evolve(Recovery state, RecoveryEvent @event) => Recovery.Evolve(state, @event);

    public override RecoveryCommand? Wake(DueReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return new RecoveryCommand.Proceed(reminder.At);
    }

    public override GrainIndex Index(Recovery state)
    {
        var facts = Of(state).Facts;
        return new GrainIndex(facts.Owner, facts.Environment, state.GetType().Name, Parent: facts.EndpointId);
    }

    public override RecoveryView View(Recovery state)
    {
        var facts = Of(state).Facts;
        var (status, reason, ended) = state switch
        {
            Recovery.Counting => (RecoveryStatus.Counting, null, null),
            Recovery.Running => (RecoveryStatus.Running, null, null),
            Recovery.Paused s => (RecoveryStatus.Paused, s.Reason, null),
            Recovery.Done s => (RecoveryStatus.Done, null, s.Ended),
            Recovery.Cancelled s => (RecoveryStatus.Cancelled, (string?)null, (DateTimeOffset?)s.Ended),
            _ => throw new InvalidOperationException($"{state.GetType().Name} has no status."),
        };
        return new RecoveryView(
            facts.Id, facts.Owner, facts.Environment, facts.EndpointId, facts.From, facts.To, facts.Types, facts.Which, facts.DryRun, facts.PerSecond,
            status, reason, facts.Counted ? facts.Total : null, facts.Done, facts.Position, facts.Created, ended);
    }

    private static Recovery.Known Of(Recovery state) => state as Recovery.Known
        ?? throw new InvalidOperationException("A recovery that was never started has nothing to show.");
}
