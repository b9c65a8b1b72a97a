using System.Security.Cryptography;
using System.Text;

namespace Actors.Api.Screen;

/// <summary>The public link of an order's screen: <c>/o/{orderId}.{code}</c>. Who has it may look and answer.</summary>
public static class ScreenLink
{
    private const string Purpose = "order-screen";

    /// <summary>The path of an order's screen.</summary>
    public static string PathOf(IVault vault, string orderId)
    {
        ArgumentNullException.ThrowIfNull(vault);
        return $"/o/{orderId}.{vault.Code(Purpose, orderId)}";
    }

    /// <summary>The order behind a token, or null when the token was not made by this platform.</summary>
    public static string? Verify(IVault vault, string token)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(token);
        var dot = token.LastIndexOf('.');
        if (dot < 1 || token.Length > GrainId.MaxKeyLength)
        {
            return null;
        }

        // Constant time: an answer that comes sooner for a better guess would give the code away digit by digit.
        var orderId = token[..dot];
        var given = Encoding.UTF8.GetBytes(token[(dot + 1)..]);
        var expected = Encoding.UTF8.GetBytes(vault.Code(Purpose, orderId));
        return CryptographicOperations.FixedTimeEquals(given, expected) ? orderId : null;
    }
}
