using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Runtime.Tests.Counters;

/// <summary>The smallest grain that uses everything: it counts, tells, sends, and wakes up.</summary>
internal sealed record Counter(string Owner, DataEnvironment Environment, string Status, long Total, IReadOnlyDictionary<string, string> Notes)
{
    public static Counter None { get; } = new("", DataEnvironment.Production, "New", 0, new Dictionary<string, string>());
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(Push), "push")]
[JsonDerivedType(typeof(TellOther), "tell")]
[JsonDerivedType(typeof(SetAlarm), "alarm")]
[JsonDerivedType(typeof(StopAlarm), "stop")]
[JsonDerivedType(typeof(TakeBack), "recall")]
[JsonDerivedType(typeof(SendAgain), "resend")]
[JsonDerivedType(typeof(Ring), "ring")]
[JsonDerivedType(typeof(Nothing), "nothing")]
[JsonDerivedType(typeof(Refuse), "refuse")]
[JsonDerivedType(typeof(Break), "break")]
internal abstract record CounterCommand
{
    internal sealed record Open(string Owner, DataEnvironment Environment, string Status) : CounterCommand;

    internal sealed record Add(long By) : CounterCommand;

    /// <summary>Counts one and sends a message with the total as its body.</summary>
    internal sealed record Push(string Destination, string Subject, string MessageId) : CounterCommand;

    internal sealed record TellOther(string Key, long By) : CounterCommand;

    internal sealed record SetAlarm(string Name, DateTimeOffset Due, Schedule? Repeat) : CounterCommand;

    internal sealed record StopAlarm(string Name) : CounterCommand;

    internal sealed record TakeBack(string Subject, string MessageId, string Destination = "") : CounterCommand;

    internal sealed record SendAgain(string Subject, string MessageId, string Destination = "") : CounterCommand;

    internal sealed record Ring(string Name, string Period, DateTimeOffset At) : CounterCommand;

    internal sealed record Nothing : CounterCommand;

    internal sealed record Refuse : CounterCommand;

    internal sealed record Break : CounterCommand;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Added), "added")]
[JsonDerivedType(typeof(Noted), "noted")]
internal abstract record CounterEvent
{
    internal sealed record Opened(string Owner, DataEnvironment Environment, string Status) : CounterEvent;

    internal sealed record Added(long By) : CounterEvent;

    internal sealed record Noted(string Key, string Text) : CounterEvent;
}

/// <param name="Notes">What rang, by name and period.</param>
internal sealed record CounterView(string Owner, string Status, long Total, IReadOnlyDictionary<string, string> Notes);

internal interface ICounterGrain : IGrain<CounterCommand, CounterView>;

internal sealed class CounterGrain(IGrainHost<CounterCommand, CounterView> host) : Grain<CounterCommand, CounterView>(host), ICounterGrain;

internal sealed class CounterModel : GrainModel<Counter, CounterCommand, CounterEvent, CounterView>
{
    public const string TypeName = "counter";

    public override string Type => TypeName;

    public override Type Contract => typeof(ICounterGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["New", "Open", "Closed"];

    public override Counter Initial => Counter.None;

    public override JsonTypeInfo<Counter> StateJson => CounterJsonContext.Default.Counter;

    public override JsonTypeInfo<CounterCommand> CommandJson => CounterJsonContext.Default.CounterCommand;

    public override JsonTypeInfo<CounterEvent> EventJson => CounterJsonContext.Default.CounterEvent;

    public override Decision<CounterEvent> Decide(Counter state, CounterCommand command) => command switch
    {
        CounterCommand.Open(var owner, var environment, var status) => Accept(new CounterEvent.Opened(owner, environment, status)),
        CounterCommand.Add(var by) => Accept(new CounterEvent.Added(by)),
        CounterCommand.Push(var destination, var subject, var id) => Accept(
            new CounterEvent.Added(1), new Effect.Send("test", destination, subject, id, "pushed", $"{state.Total + 1}")),
        CounterCommand.TellOther(var key, var by) => Accept(
            new CounterEvent.Added(1), new Effect.Tell(new GrainId(TypeName, key), new CounterCommand.Add(by))),
        CounterCommand.SetAlarm(var name, var due, var repeat) => Accept(
            new CounterEvent.Noted("alarm:" + name, "set"), new Effect.Remind(name, due, repeat)),
        CounterCommand.StopAlarm(var name) => Accept(new CounterEvent.Noted("alarm:" + name, "stopped"), new Effect.Forget(name)),
        CounterCommand.TakeBack(var subject, var id, var destination) => Accept(
            new CounterEvent.Added(1), new Effect.Recall(subject, id) { Destination = destination }),
        CounterCommand.SendAgain(var subject, var id, var destination) => Accept(
            new CounterEvent.Added(1), new Effect.Resend(subject, id) { Destination = destination }),
        CounterCommand.Ring(var name, var period, var at) => Accept(
            new CounterEvent.Noted(state.Notes.Count + ":" + name, period), new Effect.Remind("rang", at.AddDays(900))),
        CounterCommand.Nothing => new Decision<CounterEvent>.Accepted([], []),
        CounterCommand.Refuse => new Decision<CounterEvent>.Rejected(new Rejection(RejectionKind.Conflict, "refused", "Never.")),
        _ => throw new InvalidOperationException("A bug, on purpose."),
    };

    public override Counter Evolve(Counter state, CounterEvent @event) => @event switch
    {
        CounterEvent.Opened(var owner, var environment, var status) => state with { Owner = owner, Environment = environment, Status = status },
        CounterEvent.Added(var by) => state with { Total = state.Total + by },
        CounterEvent.Noted(var key, var text) => state with { Notes = new Dictionary<string, string>(state.Notes) { [key] = text } },
        _ => throw new ArgumentOutOfRangeException(nameof(@event)),
    };

    public override GrainIndex Index(Counter state) => new(state.Owner, state.Environment, state.Status);

    public override CounterView View(Counter state) => new(state.Owner, state.Status, state.Total, state.Notes);

    public override CounterCommand? Wake(DueReminder reminder) =>
        reminder.Name == "rang" ? null : new CounterCommand.Ring(reminder.Name, reminder.Period, reminder.At);

    private static Decision<CounterEvent>.Accepted Accept(CounterEvent @event, params Effect[] effects) => new([@event], effects);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Counter))]
[JsonSerializable(typeof(CounterCommand))]
[JsonSerializable(typeof(CounterEvent))]
internal sealed partial class CounterJsonContext : JsonSerializerContext;
