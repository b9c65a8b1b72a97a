using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Actors;

/// <summary>What the runtime must know of a grain's type without knowing its noun.</summary>
public abstract class GrainModel
{
    /// <summary>The stable name of the type, stored in every row. Lower case, never renamed.</summary>
    public abstract string Type { get; }

    /// <summary>The contract that callers use.</summary>
    public abstract Type Contract { get; }

    /// <summary>The names of all states, as <see cref="GrainIndex.Status"/> gives them: lists ask for each of them.</summary>
    public abstract IReadOnlyList<string> Statuses { get; }

    /// <summary>The schema that this code writes. Raise it with every change of the stored state.</summary>
    public virtual int SchemaVersion => 1;

    /// <summary>Lifts a stored state by one schema version. Called once for each version between stored and current.</summary>
    public virtual JsonObject Upcast(JsonObject state, int from) =>
        throw new NotSupportedException($"Grain type '{Type}' has no upcaster from schema {from}.");
}

/// <summary>A grain's type: its pure functions and the JSON of what is stored.</summary>
/// <typeparam name="TState">Closed set of states.</typeparam>
/// <typeparam name="TCommand">Closed set of commands.</typeparam>
/// <typeparam name="TEvent">Closed set of events.</typeparam>
/// <typeparam name="TView">What the world may see.</typeparam>
public abstract class GrainModel<TState, TCommand, TEvent, TView> : GrainModel
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    /// <summary>The state of a grain that was never written.</summary>
    public abstract TState Initial { get; }

    /// <summary>JSON of the stored state; unknown fields are kept by the runtime, dictionaries merge by key.</summary>
    public abstract JsonTypeInfo<TState> StateJson { get; }

    /// <summary>JSON of commands, for those that are sent from grain to grain.</summary>
    public abstract JsonTypeInfo<TCommand> CommandJson { get; }

    /// <summary>JSON of events, as the journal keeps them.</summary>
    public abstract JsonTypeInfo<TEvent> EventJson { get; }

    /// <summary>Decides one command. Pure: no clock, no chance, no I/O.</summary>
    public abstract Decision<TEvent> Decide(TState state, TCommand command);

    /// <summary>Applies one event. Pure; throws on a pair that cannot be.</summary>
    public abstract TState Evolve(TState state, TEvent @event);

    /// <summary>The columns for lists.</summary>
    public abstract GrainIndex Index(TState state);

    /// <summary>What the world may see of a state.</summary>
    public abstract TView View(TState state);

    /// <summary>The command that a due reminder stands for; null when this state has no use for it.</summary>
    public virtual TCommand? Wake(DueReminder reminder) => null;
}
