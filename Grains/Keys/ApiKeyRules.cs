namespace Actors.Keys;

/// <summary>What a key may be issued with.</summary>
internal static class ApiKeyRules
{
    public const int Name = 200;
    public const int Reason = 2_000;

    public static Rejection? Faulty(ApiKeyCommand.Issue c) => new Faults()
        .Required("/name", c.Name, Name)
        .Require(Enum.IsDefined(c.Role), "/role", "role_unknown", "Give one of: provider, marketplace, operator.")
        .Scopes(c)
        .Require(c.MaxQuantity is null or >= 1, "/max_quantity", "out_of_range", "Give at least 1, or leave it out for no maximum.")
        .Require(
            c.SecretHash is { Length: 64 } && c.SecretHash.All(char.IsAsciiHexDigitLower),
            "/secret_hash",
            "invalid_value",
            "Give SHA-256 in 64 lower-case hexadecimal digits.")
        .Rejection;

    public static bool IsSame(ApiKeyFacts facts, ApiKeyCommand.Issue c) =>
        facts with { Scopes = [], Created = default, ApiVersion = null } == ApiKeyFacts.Of(c) with { Scopes = [], Created = default, ApiVersion = null }
        && Same.Set(facts.Scopes, c.Scopes);

    private static Faults Scopes(this Faults faults, ApiKeyCommand.Issue c)
    {
        IReadOnlyList<string> allowed = Enum.IsDefined(c.Role) ? Keys.Scopes.Of(c.Role) : [];
        return faults.Require(
            c.Scopes.Count > 0 && c.Scopes.All(allowed.Contains),
            "/scopes",
            "scope_not_allowed",
            $"A key of this role holds one or more of: {string.Join(", ", allowed)}.");
    }
}
