using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Runtime.Storage;

namespace Actors.Runtime.Turns;

/// <summary>Between stored text and states: lifts older schemas, keeps what newer code wrote.</summary>
internal sealed class StateCodec<TState, TCommand, TEvent, TView>(GrainModel<TState, TCommand, TEvent, TView> model)
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    public StoredState<TState> Decode(GrainRow row)
    {
        var text = row.Schema < model.SchemaVersion ? Lift(row.State, row.Schema) : row.State;
        var state = Read(text, row.Id);

        // The usual case costs one comparison: what this code writes is what it reads.
        var again = JsonSerializer.Serialize(state, model.StateJson);
        var unknown = again == text
            ? null
            : UnknownFields.Between((JsonObject)JsonNode.Parse(text)!, (JsonObject)JsonNode.Parse(again)!);
        return new StoredState<TState>(
            state, row.Version, Math.Max(row.Schema, model.SchemaVersion), row.Chain, row.CreatedAt, row.UpdatedAt, unknown);
    }

    /// <summary>The state of a kept answer.</summary>
    public TState DecodeAnswer(RequestRow row, GrainId grain) =>
        Read(row.Schema < model.SchemaVersion ? Lift(row.State, row.Schema) : row.State, grain);

    public string Encode(TState state, UnknownFields? unknown)
    {
        var text = JsonSerializer.Serialize(state, model.StateJson);
        if (unknown is null)
        {
            return text;
        }

        var node = (JsonObject)JsonNode.Parse(text)!;
        unknown.AddTo(node);
        return node.ToJsonString();
    }

    /// <summary>The unknown fields that still have a place in a state; those of entries that are gone do not come back with a new one.</summary>
    public UnknownFields? Left(TState state, UnknownFields? unknown) =>
        unknown?.Within((JsonObject)JsonNode.Parse(JsonSerializer.Serialize(state, model.StateJson))!);

    private string Lift(string text, int from)
    {
        var node = (JsonObject)JsonNode.Parse(text)!;
        for (var version = from; version < model.SchemaVersion; version++)
        {
            node = model.Upcast(node, version);
        }

        return node.ToJsonString();
    }

    private TState Read(string text, GrainId grain)
    {
        try
        {
            return JsonSerializer.Deserialize(text, model.StateJson)
                ?? throw new JsonException("The stored state is null.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new StateUnreadableException(grain, error);
        }
    }
}

/// <summary>A stored state that this code cannot read: a newer silo wrote it, or it was altered.</summary>
internal sealed class StateUnreadableException(GrainId grain, Exception inner) : Exception(
    $"The stored state of {grain} cannot be read by this version. Was it written by a newer one?", inner);
