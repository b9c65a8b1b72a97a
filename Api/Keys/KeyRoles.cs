using Actors.Keys;

namespace Actors.Api.Keys;

/// <summary>Roles as they stand on the wire.</summary>
internal static class KeyRoles
{
    public static KeyRole? Parse(string text) => text switch
    {
        "provider" => KeyRole.Provider,
        "marketplace" => KeyRole.Marketplace,
        "operator" => KeyRole.Operator,
        _ => null,
    };

    public static string Name(KeyRole role) => role switch
    {
        KeyRole.Provider => "provider",
        KeyRole.Marketplace => "marketplace",
        _ => "operator",
    };
}
