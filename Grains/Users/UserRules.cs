using Actors.Products;

namespace Actors.Users;

/// <summary>What details a user may have. Pointers are those of an order's body.</summary>
internal static class UserRules
{
    private const int Text = 200;
    private const int EmailLength = 254;
    private const int PhoneLength = 40;

    public static Rejection? Faulty(UserCommand.Save c)
    {
        var details = c.Details;
        var address = details.Address;
        return new Faults()
            .Required("/user/reference", c.Reference, Text)
            .Optional("/user/name", details.Name, Text)
            .Optional("/user/email", details.Email, EmailLength)
            .Require(
                string.IsNullOrEmpty(details.Email) || FieldRules.Email().IsMatch(details.Email),
                "/user/email",
                "invalid_value",
                "Give an e-mail address such as name@example.com, or leave it out.")
            .Optional("/user/phone", details.Phone, PhoneLength)
            .Require(
                string.IsNullOrEmpty(details.Phone) || FieldRules.Phone().IsMatch(details.Phone),
                "/user/phone",
                "invalid_value",
                "Give a phone number of digits, with + in front for an international one, or leave it out.")
            .Optional("/user/address/line1", address?.Line1, Text)
            .Optional("/user/address/line2", address?.Line2, Text)
            .Optional("/user/address/city", address?.City, Text)
            .Optional("/user/address/region", address?.Region, Text)
            .Optional("/user/address/postcode", address?.Postcode, Text)
            .Require(
                string.IsNullOrEmpty(address?.Country) || (address.Country.Length == 2 && address.Country.All(char.IsAsciiLetter)),
                "/user/address/country",
                "invalid_value",
                "Give the two letters of ISO 3166-1, such as GB, or leave it out.")
            .Rejection;
    }

    /// <summary>Countries are stored in upper case.</summary>
    public static UserDetails Normal(UserDetails details) => details.Address is { Country: { } country } address
        ? details with { Address = address with { Country = country.ToUpperInvariant() } }
        : details;
}
