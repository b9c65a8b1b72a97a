using Actors.Tests;
using static Actors.Products.Tests.Catalog;

namespace Actors.Products.Tests;

/// <summary>Publishing the fields that an order's input must fit.</summary>
public sealed class FieldTests
{
    [Fact]
    [Requirement("MM-24")]
    public void Each_publication_is_a_new_version_and_the_old_ones_stay()
    {
        var story = Given(Create());
        story.When(Publish(Field("b"), Field("a"))).ShouldBe("FieldsPublished");
        story.When(Publish(Field("b"), Field("a"))).ShouldBe();
        story.When(Publish(Field("a"), Field("b"))).ShouldBe("FieldsPublished");
        story.When(Publish()).ShouldBe("FieldsPublished");
        story.View.Schemas.Select(schema => (schema.Version, string.Join(' ', schema.Fields.Select(field => field.Name))))
            .ShouldBe([(1, "b a"), (2, "a b"), (3, "")]);
    }

    [Fact]
    [Requirement("MM-24")]
    public void A_field_keeps_everything_that_was_published()
    {
        var field = new Field("size", "Your size", FieldType.Choice, true, 10, ["small", "large"]);
        var read = Given(Create(), Publish(field)).View.CurrentSchema.ShouldNotBeNull().Fields.ShouldHaveSingleItem();
        (read with { Options = [] }).ShouldBe(field with { Options = read.Options } with { Options = [] }, customMessage: read.ToString());
        read.Options.ShouldBe(["small", "large"]);
    }

    [Fact]
    [Requirement("MM-24")]
    public void Names_are_unique_and_types_are_known()
    {
        var refused = Given(Create()).When(Publish(
            Field("a"),
            Field("a"),
            Field("") with { Label = "x" },
            Field("b") with { Type = (FieldType)99 },
            Field("c") with { Type = FieldType.Choice },
            Field("d") with { Options = ["x"] },
            Field("e") with { MaxLength = 0 },
            Field("f") with { Label = "" })).ShouldBeRefused(RejectionKind.Invalid, "validation_failed");
        refused.Errors.Select(error => error.Pointer).ShouldBe(
        [
            "/fields/1/name", "/fields/2/name", "/fields/3/type", "/fields/4/options", "/fields/5/options",
            "/fields/6/max_length", "/fields/7/label",
        ]);
    }

    [Fact]
    public void There_are_at_most_50_fields() =>
        Given(Create()).When(Publish([.. Enumerable.Range(0, 51).Select(i => Field($"f{i}"))])).ShouldBeRefused(RejectionKind.Invalid, "too_many");
}
