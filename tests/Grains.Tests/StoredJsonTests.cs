using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Tests;

/// <summary>What is stored outlives the code that wrote it: its names and shapes are a contract.</summary>
public sealed class StoredJsonTests
{
    [Fact]
    public void Every_state_event_and_command_has_a_stable_name()
    {
        foreach (var type in ModelCatalog.All.Entries.SelectMany(entry => new[] { entry.State, entry.Event, entry.Command }))
        {
            ClosedSet.Named(type.Type).ShouldBe(ClosedSet.Of(type.Type), ignoreOrder: true, type.Type.FullName);
        }
    }

    [Fact]
    public void Stored_shapes_are_as_approved()
    {
        var text = new StringBuilder();
        foreach (var entry in ModelCatalog.All.Entries)
        {
            text.Append(JsonShapes.Of(entry.Model.Type, entry.State, entry.Event, entry.Command)).Append('\n');
        }

        text.ToString().ShouldBeAsApproved("stored-json.txt");
    }

    [Fact]
    public void Every_member_of_every_set_survives_its_own_json()
    {
        foreach (var set in ModelCatalog.All.Entries.SelectMany(entry => new[] { entry.State, entry.Event, entry.Command }))
        {
            foreach (var derived in set.PolymorphismOptions.ShouldNotBeNull().DerivedTypes)
            {
                var sample = JsonSamples.Of(derived.DerivedType, set.Options);
                var json = new JsonObject { [set.PolymorphismOptions.TypeDiscriminatorPropertyName] = (string)derived.TypeDiscriminator! };
                foreach (var (name, value) in sample)
                {
                    json[name] = value?.DeepClone();
                }

                var read = JsonSerializer.Deserialize(json.ToJsonString(), set).ShouldNotBeNull();
                read.GetType().ShouldBe(derived.DerivedType);
                var written = JsonNode.Parse(JsonSerializer.Serialize(read, set));
                JsonNode.DeepEquals(written, json).ShouldBeTrue($"{derived.DerivedType.FullName} wrote {written} for {json}");
            }
        }
    }

    [Fact]
    public void The_name_may_stand_last_and_unknown_fields_do_no_harm()
    {
        foreach (var set in ModelCatalog.All.Entries.Select(entry => entry.State))
        {
            var derived = set.PolymorphismOptions.ShouldNotBeNull().DerivedTypes[^1];
            var json = JsonSamples.Of(derived.DerivedType, set.Options);
            json["fieldOfTheFuture"] = 1;
            json[set.PolymorphismOptions.TypeDiscriminatorPropertyName] = (string)derived.TypeDiscriminator!;
            JsonSerializer.Deserialize(json.ToJsonString(), set).ShouldNotBeNull().GetType().ShouldBe(derived.DerivedType);
        }
    }
}
