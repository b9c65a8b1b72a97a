using Actors.Tests;
using static Actors.Products.Tests.Catalog;

namespace Actors.Products.Tests;

/// <summary>Creating, changing, blocking and archiving a product.</summary>
public sealed class ProductTests
{
    [Fact]
    [Requirement("MM-01"), Requirement("MM-03"), Requirement("MM-21")]
    public void It_is_created_without_any_price()
    {
        var view = Given(Create()).View;
        (view.Id, view.Status, view.Prices.Count, view.Ordered).ShouldBe(("prod_a", "Enabled", 0, false));
        Given(Create(enabled: false)).View.Status.ShouldBe("Disabled");
    }

    [Fact]
    [Requirement("MM-06")]
    public void A_name_is_required()
    {
        WhenCreated(Create() with { Name = " " }).ShouldBeRefused(RejectionKind.Invalid, "required").Pointer.ShouldBe("/name");
        WhenCreated(Create() with { Name = new string('n', 201) }).ShouldBeRefused(RejectionKind.Invalid, "too_long");
        WhenCreated(Create() with { Name = new string('n', 200) }).ShouldBe("Created");
    }

    [Fact]
    [Requirement("MM-07")]
    public void A_description_takes_any_text()
    {
        const string Text = "Größe, 日本語, العربية, 👍 \n<b>";
        Given(Create() with { Description = Text }).View.Description.ShouldBe(Text);
        WhenCreated(Create() with { Description = new string('d', 5001) }).ShouldBeRefused(RejectionKind.Invalid, "too_long");
        WhenCreated(Create() with { Description = "" }).ShouldBe("Created");
    }

    [Fact]
    [Requirement("MM-09")]
    public void Meta_has_limits()
    {
        With(Enumerable.Range(0, 51).ToDictionary(i => $"k{i}", _ => "v")).ShouldBeRefused(RejectionKind.Invalid, "too_many").Pointer.ShouldBe("/meta");
        With(new() { [new string('k', 41)] = "v" }).ShouldBeRefused(RejectionKind.Invalid, "invalid_name");
        With(new() { ["k"] = new string('v', 501) }).ShouldBeRefused(RejectionKind.Invalid, "too_long").Pointer.ShouldBe("/meta/k");
        With(new() { ["k"] = null! }).ShouldBeRefused(RejectionKind.Invalid, "required");
        With(new() { [new string('k', 40)] = new string('v', 500) }).ShouldBe("Created");

        static Outcome<ProductEvent> With(Dictionary<string, string> meta) => WhenCreated(Create() with { Meta = meta });
    }

    [Fact]
    [Requirement("MM-12"), Requirement("MM-02")]
    public void Exactly_the_27_types_are_taken()
    {
        ProductTypes.All.Distinct().Count().ShouldBe(27);
        foreach (var type in ProductTypes.All)
        {
            Given(Create() with { ProductType = type }).View.ProductType.ShouldBe(type);
        }

        foreach (var type in new[] { "utilities_water", "", null!, "Utilities_TV" })
        {
            var refused = WhenCreated(Create() with { ProductType = type }).ShouldBeRefused(RejectionKind.Invalid, "product_type_unknown");
            refused.Pointer.ShouldBe("/product_type");
            ProductTypes.All.ShouldAllBe(allowed => refused.Detail.Contains(allowed));
        }
    }

    [Fact]
    public void Every_faulty_field_is_listed_at_once()
    {
        var refused = WhenCreated(Create() with { Name = "", ProductType = "x", Description = new string('d', 5001) })
            .ShouldBeRefused(RejectionKind.Invalid, "validation_failed");
        refused.Errors.Select(error => error.Pointer).ShouldBe(["/name", "/description", "/product_type"]);
    }

    [Fact]
    public void Created_twice_it_stands_and_with_other_content_it_is_refused()
    {
        Given(Create()).When(Create() with { At = T0.AddMinutes(1) }).ShouldBe();
        Given(Create()).When(Create() with { Name = "Other" }).ShouldBeRefused(RejectionKind.Conflict, "product_exists");
    }

    [Fact]
    public void An_update_changes_what_is_given()
    {
        var story = Given(Create());
        story.When(Update(name: "Fibre 200")).ShouldBe("Changed");
        (story.View.Name, story.View.Description).ShouldBe(("Fibre 200", "Fast"));
        story.When(Update(name: "Fibre 200")).ShouldBe();
        story.When(Update(description: "")).ShouldBe("Changed");
        story.View.Description.ShouldBe("");
        story.When(Update(name: "")).ShouldBeRefused(RejectionKind.Invalid, "required");
    }

    [Fact]
    [Requirement("MM-08")]
    public void It_is_enabled_and_disabled()
    {
        var story = Given(Create());
        story.When(Update(enabled: false)).ShouldBe("Disabled");
        story.When(Update(enabled: false)).ShouldBe();
        story.When(Update(enabled: true, name: "New")).ShouldBe("Changed", "Enabled");
        story.Index.Status.ShouldBe("Enabled");
    }

    [Fact]
    [Requirement("MM-09")]
    public void Meta_is_merged_and_null_takes_a_key_away()
    {
        var story = Given(Create());
        story.When(Update(meta: Meta(("colour", "red")))).ShouldBe("Changed");
        story.View.Meta.ShouldBe(new Dictionary<string, string> { ["speed"] = "100", ["colour"] = "red" }, ignoreOrder: true);
        story.When(Update(meta: Meta(("speed", null), ("none", null)))).ShouldBe("Changed");
        story.View.Meta.ShouldBe(new Dictionary<string, string> { ["colour"] = "red" });
        story.When(Update(meta: Meta(("speed", null), ("colour", "red")))).ShouldBe();
        story.When(Update(meta: Enumerable.Range(0, 50).ToDictionary(i => $"k{i}", _ => (string?)"v")))
            .ShouldBeRefused(RejectionKind.Invalid, "too_many");
    }

    [Fact]
    public void The_type_is_frozen_by_the_first_order()
    {
        var story = Given(Create());
        story.When(Update(type: "utilities_tv")).ShouldBe("Changed");
        story.When(new ProductCommand.NoteOrder(T0)).ShouldBe("OrderNoted");
        story.When(new ProductCommand.NoteOrder(T0)).ShouldBe();
        story.When(Update(type: "utilities_energy")).ShouldBeRefused(RejectionKind.Conflict, "product_type_frozen").Pointer.ShouldBe("/product_type");
        story.When(Update(type: "utilities_tv")).ShouldBe();
    }

    [Fact]
    public void A_blocked_product_comes_back_disabled()
    {
        var story = Given(Create(), Block());
        (story.View.Status, story.View.BlockReason).ShouldBe(("Blocked", "Misleading"));
        story.When(Update(enabled: true)).ShouldBeRefused(RejectionKind.Conflict, "product_blocked");
        story.When(Block()).ShouldBe();
        story.When(Block("Another")).ShouldBe("Blocked");
        story.When(new ProductCommand.Unblock(T0)).ShouldBe("Unblocked");
        (story.View.Status, story.View.BlockReason).ShouldBe(("Disabled", null));
        story.When(Block(" ")).ShouldBeRefused(RejectionKind.Invalid, "required");
    }

    [Fact]
    public void Only_a_disabled_product_without_open_orders_is_archived()
    {
        Given(Create()).When(new ProductCommand.Archive(0, T0)).ShouldBeRefused(RejectionKind.Conflict, "product_enabled");
        var story = Given(Create(enabled: false));
        story.When(new ProductCommand.Archive(2, T0)).ShouldBeRefused(RejectionKind.Conflict, "product_has_open_orders");
        story.When(new ProductCommand.Archive(0, T0)).ShouldBe("Archived");
        story.When(new ProductCommand.Archive(2, T0)).ShouldBe();
        story.When(Update(name: "x")).ShouldBeRefused(RejectionKind.Conflict, "product_archived");
    }

    [Fact]
    [Requirement("MM-40")]
    public void It_belongs_to_its_owner() =>
        Given(Create()).Index.ShouldBe(new GrainIndex("acc_provider", DataEnvironment.Sandbox, "Enabled"));
}
