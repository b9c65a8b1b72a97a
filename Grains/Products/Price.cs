namespace Actors.Products;

/// <summary>A price as stored. Amount and currency never change.</summary>
/// <param name="Nr">Its place among the product's prices, from 1.</param>
internal sealed record Price(
    int Nr, string Name, string Currency, long Amount, int Exponent, DateTimeOffset Created, DateTimeOffset? Archived);
