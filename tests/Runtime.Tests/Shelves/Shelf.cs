using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Runtime.Tests.Shelves;

/// <summary>A grain with kinds of states, entries within entries, and a history of schemas.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Bare), "bare")]
[JsonDerivedType(typeof(Stocked), "stocked")]
internal abstract record Shelf
{
    internal sealed record Bare : Shelf;

    internal sealed record Stocked(IReadOnlyDictionary<string, Item> Items) : Shelf;
}

internal sealed record Item(string Label);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Put), "put")]
[JsonDerivedType(typeof(Remove), "remove")]
internal abstract record ShelfCommand
{
    internal sealed record Put(string Name, string Label) : ShelfCommand;

    internal sealed record Remove(string Name) : ShelfCommand;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(Removed), "removed")]
internal abstract record ShelfEvent
{
    internal sealed record Placed(string Name, string Label) : ShelfEvent;

    internal sealed record Removed(string Name) : ShelfEvent;
}

internal sealed record ShelfView(IReadOnlyDictionary<string, string> Labels);

internal interface IShelfGrain : IGrain<ShelfCommand, ShelfView>;

internal sealed class ShelfGrain(IGrainHost<ShelfCommand, ShelfView> host) : Grain<ShelfCommand, ShelfView>(host), IShelfGrain;

internal sealed class ShelfModel : GrainModel<Shelf, ShelfCommand, ShelfEvent, ShelfView>
{
    public override string Type => "shelf";

    public override Type Contract => typeof(IShelfGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Any"];

    public override int SchemaVersion => 3;

    public override Shelf Initial { get; } = new Shelf.Bare();

    public override JsonTypeInfo<Shelf> StateJson => ShelfJsonContext.Default.Shelf;

    public override JsonTypeInfo<ShelfCommand> CommandJson => ShelfJsonContext.Default.ShelfCommand;

    public override JsonTypeInfo<ShelfEvent> EventJson => ShelfJsonContext.Default.ShelfEvent;

    /// <summary>Schema 1 had a list of names; schema 2 named it items; schema 3 made it a dictionary.</summary>
    public override JsonObject Upcast(JsonObject state, int from)
    {
        if (from == 1)
        {
            var names = state["names"]!.DeepClone();
            state.Remove("names");
            state["items"] = names;
            return state;
        }

        var items = state["items"]!.AsArray().Select(name => KeyValuePair.Create<string, JsonNode?>(
            name!.GetValue<string>(), new JsonObject { ["label"] = "lifted" }));
        state["items"] = new JsonObject(items);
        return state;
    }

    public override Decision<ShelfEvent> Decide(Shelf state, ShelfCommand command) => new Decision<ShelfEvent>.Accepted(
        [command switch
        {
            ShelfCommand.Put(var name, var label) => new ShelfEvent.Placed(name, label),
            ShelfCommand.Remove(var name) => new ShelfEvent.Removed(name),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        }],
        []);

    public override Shelf Evolve(Shelf state, ShelfEvent @event)
    {
        var items = new Dictionary<string, Item>(state is Shelf.Stocked stocked ? stocked.Items : new Dictionary<string, Item>());
        switch (@event)
        {
            case ShelfEvent.Placed(var name, var label):
                items[name] = new Item(label);
                break;
            case ShelfEvent.Removed(var name):
                items.Remove(name);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(@event));
        }

        return new Shelf.Stocked(items);
    }

    public override GrainIndex Index(Shelf state) => new("owner", DataEnvironment.Production, "Any");

    public override ShelfView View(Shelf state) => new(
        state is Shelf.Stocked stocked ? stocked.Items.ToDictionary(item => item.Key, item => item.Value.Label) : []);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Shelf))]
[JsonSerializable(typeof(ShelfCommand))]
[JsonSerializable(typeof(ShelfEvent))]
internal sealed partial class ShelfJsonContext : JsonSerializerContext;
