using Actors.Users;

namespace Actors.Api.Orders;

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
