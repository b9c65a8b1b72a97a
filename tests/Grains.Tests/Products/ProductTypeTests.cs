using Actors.Tests;
using static Actors.Products.Tests.Catalog;

namespace Actors.Products.Tests;

/// <summary>What a type asks of its products.</summary>
public sealed class ProductTypeTests
{
    [Fact]
    [Requirement("MM-10")]
    public void Operators_set_the_meta_that_a_type_requires()
    {
        var story = new Story<ProductType, ProductTypeCommand, ProductTypeEvent, ProductTypeView>(new ProductTypeModel());
        story.When(Require("speed", "router", "speed")).ShouldBe("Required");
        story.View.RequiredMeta.ShouldBe(["speed", "router"]);
        story.When(Require("router", "speed")).ShouldBe();
        story.When(Require()).ShouldBe("Required");
        story.View.RequiredMeta.ShouldBeEmpty();
    }

    [Fact]
    public void Types_and_keys_are_checked()
    {
        var story = new Story<ProductType, ProductTypeCommand, ProductTypeEvent, ProductTypeView>(new ProductTypeModel());
        story.When(Require() with { ProductType = "utilities_water" }).ShouldBeRefused(RejectionKind.Invalid, "product_type_unknown");
        story.When(Require("ok", "")).ShouldBeRefused(RejectionKind.Invalid, "required").Pointer.ShouldBe("/required_meta/1");
    }

    private static ProductTypeCommand.Require Require(params string[] keys) =>
        new("utilities_broadband", DataEnvironment.Sandbox, keys, T0);
}
