using Actors.Products;
using Actors.Tests;
using static Actors.Orders.Tests.OrderStory;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>Row 1: placing.</summary>
public sealed class PlaceTests
{
    [Fact]
    [Requirement("MM-22")]
    public void A_new_order_is_pending_with_60_seconds()
    {
        var view = Given(Place()).View;

        view.Status.ShouldBe(OrderStatus.Pending);
        view.Deadline.ShouldBe(Deadline);
        view.IsProcessing(At(59.999)).ShouldBeTrue();
        view.IsManual(At(60)).ShouldBeTrue();
    }

    [Fact]
    [Requirement("MM-26"), Requirement("MM-27"), Requirement("MM-28"), Requirement("MM-20")]
    public void Placing_pushes_the_full_order_to_the_products_provider_only()
    {
        var outcome = WhenPlaced(Place());

        outcome.ShouldBe("Placed");
        outcome.Pushes().Count().ShouldBe(1);
        var (send, body) = outcome.Push(Provider);
        (send.Topic, send.Subject, send.Deadline, send.Clock).ShouldBe(("order.created", OrderId, Deadline, null));
        send.MessageId.ShouldBe("evt_01jd0000000000000000000000_1");
        body.Text("id").ShouldBe(send.MessageId);
        body.Text("sequence").ShouldBe("1");
        body.Text("data", "status").ShouldBe("Pending");
        body.Text("data", "input", "postcode").ShouldBe("N1 9GU");
        body.Text("data", "prod_id").ShouldBe("prod_a");
        body.Text("data", "pricing_id").ShouldBe("price_a");
        body.Text("data", "tpp_user_id").ShouldBe("tus_a");
        send.Body.ShouldContain("processing…");
        outcome.Single<Effect.Remind>().ShouldBe(new Effect.Remind("deadline", Deadline));
    }

    [Fact]
    [Requirement("MM-40")]
    public void It_belongs_to_the_provider_and_the_marketplace_is_party()
    {
        Given(Place()).Index.ShouldBe(new GrainIndex(Provider, DataEnvironment.Sandbox, "Processing", Marketplace, "prod_a"));
    }

    [Fact]
    [Requirement("MM-36")]
    public void Without_an_endpoint_it_is_manual_at_once_and_its_event_can_be_pulled()
    {
        var story = Given();
        var outcome = story.When(Place() with { ProviderListens = false });

        outcome.ShouldBe("Placed", "WentManual");
        outcome.Effects.ShouldHaveSingleItem("no deadline, just the event");
        outcome.Push(Provider).Data.Text("data", "queue").ShouldBe("manual");
        (story.View.Manual, story.View.ManualReason, story.View.Sequence).ShouldBe((true, "no_endpoint", 1));
        story.View.IsManual(T0).ShouldBeTrue();
    }

    [Fact]
    public void The_first_order_tells_its_product()
    {
        var note = new Effect.Tell(new GrainId("product", "prod_a"), new ProductCommand.NoteOrder(T0));
        WhenPlaced(Place(Offer() with { Ordered = false })).Effects.ShouldContain(note);
        WhenPlaced(Place()).Effects.ShouldNotContain(note);
    }

    [Fact]
    [Requirement("MM-18")]
    public void An_unknown_product_is_not_found()
    {
        WhenPlaced(Place() with { Offer = null }).ShouldBeRefused(RejectionKind.NotFound, "product_not_found").Pointer.ShouldBe("/prod_id");
        WhenPlaced(Place(Offer() with { Environment = DataEnvironment.Production })).ShouldBeRefused(RejectionKind.NotFound, "product_not_found");
    }

    [Theory]
    [InlineData(ProductStatus.Disabled, "product_disabled")]
    [InlineData(ProductStatus.Blocked, "product_blocked")]
    [InlineData(ProductStatus.Archived, "product_archived")]
    [Requirement("MM-08")]
    public void A_product_that_is_not_enabled_cannot_be_ordered(string status, string code) =>
        WhenPlaced(Place(Offer(status))).ShouldBeRefused(RejectionKind.Conflict, code);

    [Fact]
    [Requirement("MM-10")]
    public void A_product_that_lacks_required_meta_cannot_be_ordered() =>
        WhenPlaced(Place() with { MissingMeta = ["speed"] })
            .ShouldBeRefused(RejectionKind.Conflict, "product_not_displayable").Detail.ShouldContain("speed");

    [Fact]
    [Requirement("MM-18")]
    public void Prices_must_be_active_and_of_this_product()
    {
        WhenPlaced(Place(Offer() with { Prices = [] })).ShouldBeRefused(RejectionKind.Conflict, "product_has_no_price");
        WhenPlaced(Place(Offer() with { Prices = [Price("price_a", PriceStatus.Archived)] }))
            .ShouldBeRefused(RejectionKind.Conflict, "product_has_no_price");
        WhenPlaced(Place() with { PricingId = "price_x" })
            .ShouldBeRefused(RejectionKind.Invalid, "pricing_not_found").Pointer.ShouldBe("/pricing_id");
        WhenPlaced(Place(Offer() with { Prices = [Price("price_a", PriceStatus.Archived), Price("price_b")] }))
            .ShouldBeRefused(RejectionKind.Conflict, "price_archived");
    }

    [Theory]
    [InlineData(0, null, "quantity_too_low")]
    [InlineData(-1, 3, "quantity_too_low")]
    [InlineData(4, 3, "quantity_exceeds_limit")]
    public void Quantity_is_at_least_one_and_at_most_what_was_agreed(int quantity, int? max, string code) =>
        WhenPlaced(Place() with { Quantity = quantity, MaxQuantity = max })
            .ShouldBeRefused(RejectionKind.Invalid, code).Pointer.ShouldBe("/quantity");

    [Fact]
    public void The_agreed_maximum_itself_is_taken() =>
        WhenPlaced(Place() with { Quantity = 3, MaxQuantity = 3 }).ShouldBe("Placed");

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var offer = Offer(Field("email", FieldType.Email, required: true), Field("when", FieldType.Date));
        var refused = WhenPlaced(Place(offer) with { Input = Map(("when", "tomorrow"), ("a/b", "x")), Quantity = 0 })
            .ShouldBeRefused(RejectionKind.Invalid, "validation_failed");

        refused.Errors.Select(error => (error.Pointer, error.Code)).ShouldBe(
        [
            ("/input/email", "required"), ("/input/when", "invalid_value"), ("/input/a~1b", "unknown_field"),
            ("/quantity", "quantity_too_low"),
        ]);
    }

    [Fact]
    public void The_same_again_is_the_same_order_and_another_one_is_refused()
    {
        var story = Given(Place());
        story.When(Place() with { At = At(5) }).ShouldBe();
        story.When(Place() with { Quantity = 2 }).ShouldBeRefused(RejectionKind.Conflict, "order_exists");
    }

    [Fact]
    public void A_price_is_kept_as_it_was_when_the_order_was_placed() =>
        Given(Place()).View.Price.ShouldBe(Price());

    [Fact]
    public void Deadlines_are_whole_milliseconds_so_that_any_store_gives_them_back() =>
        Given(Place() with { At = T0.AddTicks(1_234_567) }).View.Deadline.ShouldBe(T0.AddMilliseconds(60_123));
}
