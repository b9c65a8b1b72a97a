using Actors.Products;
using Actors.Tests;
using static Actors.Orders.Tests.OrderStory;
using static Actors.Orders.Tests.Samples;

namespace Actors.Orders.Tests;

/// <summary>Whether an input fits the fields of its product.</summary>
public sealed class InputTests
{
    [Fact]
    [Requirement("MM-23")]
    public void A_missing_required_field_is_refused_by_name()
    {
        var refused = WhenPlaced(Place(Offer(Field("name", required: true))) with { Input = Map() })
            .ShouldBeRefused(RejectionKind.Invalid, "required");
        refused.Pointer.ShouldBe("/input/name");
        refused.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/input/name");
    }

    [Fact]
    [Requirement("MM-23")]
    public void Without_fields_any_map_of_texts_is_taken() =>
        Given(Place() with { Input = Map(("anything", "goes"), ("größe", "XL")) }).View.Input["größe"].ShouldBe("XL");

    [Fact]
    [Requirement("MM-24")]
    public void The_order_keeps_the_version_that_it_was_placed_under()
    {
        var offer = Offer() with { Schemas = [new FieldSchema(1, [], T0), new FieldSchema(2, [Field("postcode")], T0)] };
        Given(Place(offer)).View.SchemaVersion.ShouldBe(2);
        Given(Place()).View.SchemaVersion.ShouldBe(0);
    }

    [Theory]
    [InlineData(FieldType.Text, "anything", true)]
    [InlineData(FieldType.Email, "a@example.com", true)]
    [InlineData(FieldType.Email, "a@@example.com", false)]
    [InlineData(FieldType.Email, "example.com", false)]
    [InlineData(FieldType.Email, "a@example.com\n", false)]
    [InlineData(FieldType.Phone, "+44 20 7946 0000", true)]
    [InlineData(FieldType.Phone, "1234", false)]
    [InlineData(FieldType.Phone, "123456789012345678901", false)]
    [InlineData(FieldType.Phone, "call me", false)]
    [InlineData(FieldType.Date, "2026-11-22", true)]
    [InlineData(FieldType.Date, "2026-02-30", false)]
    [InlineData(FieldType.Date, "22.11.2026", false)]
    [InlineData(FieldType.Number, "-12.50", true)]
    [InlineData(FieldType.Number, "12,5", false)]
    [InlineData(FieldType.Number, "1e9", false)]
    [InlineData(FieldType.Boolean, "true", true)]
    [InlineData(FieldType.Boolean, "yes", false)]
    [InlineData(FieldType.Choice, "small", true)]
    [InlineData(FieldType.Choice, "medium", false)]
    public void Values_fit_their_type(FieldType type, string value, bool fits)
    {
        var outcome = WhenPlaced(Place(Offer(Field("f", type))) with { Input = Map(("f", value)) });
        if (fits)
        {
            outcome.ShouldBe("Placed");
        }
        else
        {
            outcome.ShouldBeRefused(RejectionKind.Invalid, "invalid_value").Pointer.ShouldBe("/input/f");
        }
    }

    [Fact]
    public void A_fields_own_length_is_kept() =>
        WhenPlaced(Place(Offer(Field("f") with { MaxLength = 3 })) with { Input = Map(("f", "abcd")) })
            .ShouldBeRefused(RejectionKind.Invalid, "too_long");

    [Fact]
    public void An_optional_field_may_be_left_blank() =>
        WhenPlaced(Place(Offer(Field("f", FieldType.Date))) with { Input = Map(("f", "")) }).ShouldBe("Placed");

    [Fact]
    public void Limits_hold_without_fields_too()
    {
        WhenPlaced(Place() with { Input = Enumerable.Range(0, 51).ToDictionary(i => $"k{i}", _ => "v") })
            .ShouldBeRefused(RejectionKind.Invalid, "too_many").Pointer.ShouldBe("/input");
        WhenPlaced(Place() with { Input = Map((new string('k', 101), "v")) }).ShouldBeRefused(RejectionKind.Invalid, "invalid_name");
        WhenPlaced(Place() with { Input = Map(("k", new string('v', 2001))) }).ShouldBeRefused(RejectionKind.Invalid, "too_long");
        WhenPlaced(Place() with { Input = Map((new string('k', 100), new string('v', 2000))) }).ShouldBe("Placed");
    }

    [Fact]
    public void What_no_store_can_hold_is_refused()
    {
        WhenPlaced(Place() with { Input = Map(("k", "a\0b")) }).ShouldBeRefused(RejectionKind.Invalid, "invalid_character");
        WhenPlaced(Place() with { Input = Map(("k", "a\ud800b")) }).ShouldBeRefused(RejectionKind.Invalid, "invalid_character");
        WhenPlaced(Place() with { Input = Map(("k", "👍")) }).ShouldBe("Placed");
    }

    [Fact]
    public void Null_is_no_text() =>
        WhenPlaced(Place() with { Input = Map(("k", null!)) }).ShouldBeRefused(RejectionKind.Invalid, "required").Pointer.ShouldBe("/input/k");
}
