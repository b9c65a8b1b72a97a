using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Tests;
using static Actors.Products.Tests.Catalog;

namespace Actors.Products.Tests;

/// <summary>The provider's own notes on a product.</summary>
public sealed class MetadataTests
{
    [Fact]
    public void Changes_merge_and_an_empty_value_takes_a_pair_away()
    {
        var story = Given(Create() with { Metadata = Notes(("a", "1"), ("b", "2"), ("none", "")) });
        story.View.Metadata.ShouldBe(Notes(("a", "1"), ("b", "2")));
        story.When(Update() with { Metadata = Notes(("a", ""), ("c", "3")) }).ShouldBe("Changed");
        story.View.Metadata.ShouldBe(Notes(("b", "2"), ("c", "3")), ignoreOrder: true);
        story.When(Update() with { Metadata = Notes(("c", "3"), ("gone", "")) }).ShouldBe();
    }

    [Fact]
    public void A_product_that_was_stored_before_there_was_metadata_takes_some()
    {
        var model = new ProductModel();
        var stored = JsonNode.Parse(JsonSerializer.Serialize(Given(Create()).State, model.StateJson))!;
        stored["facts"]!.AsObject().Remove("metadata").ShouldBeTrue();
        var old = stored.Deserialize(model.StateJson)!;
        model.View(old).Metadata.ShouldBeEmpty();
        model.Decide(old, Update() with { Metadata = Notes(("a", "1")) }).ShouldBeOfType<Decision<ProductEvent>.Accepted>();
    }

    private static Dictionary<string, string> Notes(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
