using System.Globalization;
using Actors.Products;

namespace Actors.Api.Screen;

/// <summary>Writes minor units for people: 3999 GBP is £39.99, 500 JPY is ¥500 (MM-17, A-36).</summary>
internal static class Money
{
    public static string Format(PriceView price, int quantity)
    {
        var units = (decimal)price.Amount * quantity;
        for (var decimals = 0; decimals < price.Exponent; decimals++)
        {
            units /= 10;
        }

        var number = units.ToString("N" + price.Exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return price.Currency switch
        {
            "GBP" => "£" + number,
            "EUR" => "€" + number,
            "USD" => "$" + number,
            "JPY" => "¥" + number,
            "INR" => "₹" + number,
            _ => $"{number} {price.Currency}",
        };
    }
}
