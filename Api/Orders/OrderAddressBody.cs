namespace Actors.Api.Orders;

/// <summary>Where the user lives.</summary>
/// <param name="Country">ISO 3166-1, two letters.</param>
internal sealed record OrderAddressBody(
    string? Line1 = null,
    string? Line2 = null,
    string? City = null,
    string? Region = null,
    string? Postcode = null,
    string? Country = null);
