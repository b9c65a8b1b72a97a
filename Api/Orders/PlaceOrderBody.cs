using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;
using Actors.Users;

namespace Actors.Api.Orders;

/// <summary>An order as a marketplace places it (MM-20 … MM-23).</summary>
/// <param name="ProdId">The product.</param>
/// <param name="PricingId">One of its active prices.</param>
/// <param name="User">Who it is for.</param>
/// <param name="Input">What the product's fields ask for.</param>
/// <param name="Quantity">1 unless it is sent.</param>
internal sealed record PlaceOrderBody(
    string ProdId,
    string PricingId,
    OrderUserBody User,
    IReadOnlyDictionary<string, string>? Input = null,
    int? Quantity = null) : IRequestBody<PlaceOrderBody>
{
    public static JsonTypeInfo<PlaceOrderBody> Json => OrdersJsonContext.Default.PlaceOrderBody;

    public static string? Hint(string pointer) => pointer.StartsWith("/input/", StringComparison.Ordinal)
        ? "input is a map of strings to strings; put the value in quotes."
        : null;
}

/// <summary>The end user of an order. The provider gets the details, never the reference.</summary>
/// <param name="Reference">The marketplace's own id of the user: the same reference is the same user.</param>
internal sealed record OrderUserBody(
    string Reference,
    string? Name = null,
    string? Email = null,
    string? Phone = null,
    OrderAddressBody? Address = null)
{
    public UserDetails ToDetails() => new(
        Name,
        Email,
        Phone,
        Address is null
            ? null
            : new UserAddress(Address.Line1, Address.Line2, Address.City, Address.Region, Address.Postcode, Address.Country));
}

/// <summary>Where the user lives.</summary>
/// <param name="Country">ISO 3166-1, two letters.</param>
internal sealed record OrderAddressBody(
    string? Line1 = null,
    string? Line2 = null,
    string? City = null,
    string? Region = null,
    string? Postcode = null,
    string? Country = null);
