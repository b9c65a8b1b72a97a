using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Tests;
using static Actors.Orders.Tests.OrderStory;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>Each party's own notes on an order.</summary>
public sealed class MetadataTests
{
    [Fact]
    public void Each_party_has_its_own_and_changes_merge()
    {
        var story = Given(Place() with { Metadata = Map(("basket", "1"), ("gone", "x"), ("never", "")) });
        story.View.MarketplaceMetadata.ShouldBe(Map(("basket", "1"), ("gone", "x")));
        story.When(Set(OrderParty.Marketplace, ("gone", ""), ("new", "2"))).ShouldBe("MetadataChanged");
        story.When(Set(OrderParty.Provider, ("ticket", "17"))).ShouldBe("MetadataChanged");
        story.View.MarketplaceMetadata.ShouldBe(Map(("basket", "1"), ("new", "2")));
        story.View.ProviderMetadata.ShouldBe(Map(("ticket", "17")));
        story.When(Set(OrderParty.Provider, ("ticket", "17"))).ShouldBe();
    }

    [Fact]
    public void Fifty_pairs_are_the_most_and_every_fault_is_named()
    {
        var fifty = Enumerable.Range(0, 50).Select(i => ("k" + i, "v")).ToArray();
        var story = Given(Place() with { Metadata = Map(fifty) });
        story.When(Set(OrderParty.Marketplace, ("k50", "v"))).ShouldBeRefused(RejectionKind.Invalid, "too_many").Detail.ShouldContain("50");
        story.When(Set(OrderParty.Marketplace, ("k0", ""), ("k50", "v"))).ShouldBe("MetadataChanged");
        story.When(Set(OrderParty.Provider, ("a[0]", "v"), (new string('k', 41), "v"), ("ok", new string('v', 501))))
            .ShouldBeRefused(RejectionKind.Invalid, "validation_failed").Errors.Count.ShouldBe(3);
        story.When(Set(OrderParty.Provider, (new string('k', 40), new string('v', 500)))).ShouldBe("MetadataChanged");
    }

    [Fact]
    public void A_push_carries_its_receivers_notes_and_sent_again_those_of_the_first_time()
    {
        var order = Given(Place() with { Metadata = Map(("basket", "1")) }, Set(OrderParty.Provider, ("ticket", "17")), Ask(10));
        var (first, data) = order.When(Supply(20)).Push(Provider);
        data.Text("data", "metadata", "ticket").ShouldBe("17");
        first.Body.ShouldNotContain("basket");
        order.When(Set(OrderParty.Provider, ("ticket", "18")));
        order.When(new OrderCommand.Redeliver(true, At(30))).Push(Provider).Send.Body.ShouldBe(first.Body);
        var told = order.When(Succeed(40)).Push(Marketplace);
        told.Data.Text("data", "metadata", "basket").ShouldBe("1");
        told.Send.Body.ShouldNotContain("ticket");
    }

    [Fact]
    public void An_order_that_was_stored_before_there_was_metadata_takes_some()
    {
        var model = new OrderModel();
        var stored = JsonNode.Parse(JsonSerializer.Serialize(Given(Place()).State, model.StateJson))!;
        var facts = stored["facts"]!.AsObject();
        (facts.Remove("providerMetadata"), facts.Remove("marketplaceMetadata")).ShouldBe((true, true));
        var old = stored.Deserialize(model.StateJson)!;
        model.View(old).ProviderMetadata.ShouldBeEmpty();
        model.Decide(old, Set(OrderParty.Provider, ("a", "1"))).ShouldBeOfType<Decision<OrderEvent>.Accepted>();
    }

    private static OrderCommand.SetMetadata Set(string party, params (string Key, string Value)[] pairs) => new(party, Map(pairs), At(1));
}
