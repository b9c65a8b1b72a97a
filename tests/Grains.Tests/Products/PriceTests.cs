using Actors.Tests;
using static Actors.Products.Tests.Catalog;

namespace Actors.Products.Tests;

/// <summary>Prices: many per product, never changed.</summary>
public sealed class PriceTests
{
    [Fact]
    [Requirement("MM-04")]
    public void A_price_needs_its_product() =>
        Given().When(AddPrice()).ShouldBeRefused(RejectionKind.NotFound, "product_not_found");

    [Fact]
    [Requirement("MM-05"), Requirement("MM-14"), Requirement("MM-21")]
    public void A_product_has_many_prices_oldest_first() =>
        Given(Create(), AddPrice("price_c"), AddPrice("price_a"), AddPrice("price_b"))
            .View.Prices.Select(price => price.Id).ShouldBe(["price_c", "price_a", "price_b"]);

    [Fact]
    [Requirement("MM-15")]
    public void A_price_needs_a_name() =>
        Given(Create()).When(AddPrice(name: "")).ShouldBeRefused(RejectionKind.Invalid, "required").Pointer.ShouldBe("/name");

    [Theory]
    [InlineData("GBP", "GBP", 2)]
    [InlineData("gbp", "GBP", 2)]
    [InlineData("jpy", "JPY", 0)]
    [InlineData("KWD", "KWD", 3)]
    [InlineData("CLF", "CLF", 4)]
    [InlineData("XOF", "XOF", 0)]
    [InlineData("SLE", "SLE", 2)]
    [Requirement("MM-16"), Requirement("MM-17")]
    public void Currencies_are_those_of_ISO_4217_with_their_exponent(string given, string stored, int exponent)
    {
        var price = Given(Create(), AddPrice(currency: given)).View.Prices.ShouldHaveSingleItem();
        (price.Currency, price.Exponent, price.Amount).ShouldBe((stored, exponent, 3999));
    }

    [Theory]
    [InlineData("GBX")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("XXX")]
    [InlineData("DEM")]
    [InlineData("HRK")]
    [InlineData("GB")]
    [Requirement("MM-16")]
    public void Other_codes_are_refused(string? currency) =>
        Given(Create()).When(AddPrice(currency: currency!)).ShouldBeRefused(RejectionKind.Invalid, "currency_unknown").Pointer.ShouldBe("/currency");

    [Fact]
    [Requirement("MM-16")]
    public void The_currency_table_is_whole()
    {
        Currencies.Exponents.Count.ShouldBe(164);
        Currencies.Exponents.Keys.ShouldAllBe(code => code.Length == 3 && code.All(char.IsAsciiLetterUpper));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(9_007_199_254_740_991, true)]
    [InlineData(9_007_199_254_740_992, false)]
    [Requirement("MM-17")]
    public void Amounts_are_whole_minor_units_from_zero(long amount, bool taken)
    {
        var outcome = Given(Create()).When(AddPrice(amount: amount));
        if (taken)
        {
            outcome.ShouldBe("PriceAdded");
        }
        else
        {
            outcome.ShouldBeRefused(RejectionKind.Invalid, "amount_out_of_range").Pointer.ShouldBe("/amount");
        }
    }

    [Fact]
    public void Every_faulty_field_is_listed_at_once() =>
        Given(Create()).When(AddPrice(name: "", currency: "GBX", amount: -1))
            .ShouldBeRefused(RejectionKind.Invalid, "validation_failed").Errors.Select(error => error.Pointer)
            .ShouldBe(["/name", "/currency", "/amount"]);

    [Fact]
    public void A_price_is_renamed_and_archived_but_its_amount_never_changes()
    {
        var story = Given(Create(), AddPrice());
        story.When(AddPrice()).ShouldBe();
        story.When(AddPrice(amount: 4999)).ShouldBeRefused(RejectionKind.Conflict, "price_exists");
        story.When(new ProductCommand.RenamePrice("price_a", "Per month", T0)).ShouldBe("PriceRenamed");
        story.When(new ProductCommand.RenamePrice("price_a", "Per month", T0)).ShouldBe();
        story.When(new ProductCommand.RenamePrice("price_a", "", T0)).ShouldBeRefused(RejectionKind.Invalid, "required");
        story.When(new ProductCommand.RenamePrice("price_x", "x", T0)).ShouldBeRefused(RejectionKind.NotFound, "price_not_found");
        story.When(new ProductCommand.ArchivePrice("price_a", T0)).ShouldBe("PriceArchived");
        story.When(new ProductCommand.ArchivePrice("price_a", T0)).ShouldBe();
        story.When(new ProductCommand.ArchivePrice("price_x", T0)).ShouldBeRefused(RejectionKind.NotFound, "price_not_found");
        story.When(new ProductCommand.RenamePrice("price_a", "Other", T0)).ShouldBeRefused(RejectionKind.Conflict, "price_archived");
        var price = story.View.Prices.ShouldHaveSingleItem();
        (price.Name, price.Status, price.Amount).ShouldBe(("Per month", "Archived", 3999));
    }

    [Fact]
    public void A_product_has_at_most_1000_prices()
    {
        var story = Given([Create(), .. Enumerable.Range(0, 1000).Select(i => AddPrice($"price_{i}"))]);
        story.When(AddPrice("price_one_more")).ShouldBeRefused(RejectionKind.Conflict, "too_many_prices");
    }

    [Fact]
    [Requirement("MM-18"), Requirement("MM-10"), Requirement("MM-08")]
    public void Orderable_is_enabled_with_nothing_missing_and_an_active_price()
    {
        var type = new ProductTypeView("utilities_broadband", DataEnvironment.Sandbox, ["speed", "router"]);
        var view = Given(Create(), AddPrice()).View;
        ProductRules.MissingMeta(view, null).ShouldBeEmpty();
        ProductRules.MissingMeta(view, type).ShouldBe(["router"]);
        ProductRules.IsOrderable(view, []).ShouldBeTrue();
        ProductRules.IsOrderable(view, ["router"]).ShouldBeFalse();
        ProductRules.IsOrderable(Given(Create()).View, []).ShouldBeFalse();
        ProductRules.IsDisplayable(Given(Create()).View, []).ShouldBeTrue();
        ProductRules.IsOrderable(Given(Create(), AddPrice(), Update(enabled: false)).View, []).ShouldBeFalse();
        ProductRules.IsOrderable(Given(Create(), AddPrice(), new ProductCommand.ArchivePrice("price_a", T0)).View, []).ShouldBeFalse();
    }
}
