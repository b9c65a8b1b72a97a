namespace Actors.Keys;

/// <summary>What is stored of a key in every state. The secret itself never comes here.</summary>
internal sealed record ApiKeyFacts(
    string Id,
    string Owner,
    KeyRole Role,
    DataEnvironment Environment,
    IReadOnlyList<string> Scopes,
    string Name,
    string SecretHash,
    int? MaxQuantity,
    DateTimeOffset Created)
{
    /// <summary>What its calls speak until its account is open: that is a moment after the key was issued.</summary>
    public string? ApiVersion { get; init; }

    public static ApiKeyFacts Of(ApiKeyCommand.Issue c) => new(
        c.KeyId,
        c.Owner,
        c.Role,
        c.Environment,
        [.. c.Scopes.Distinct(StringComparer.Ordinal)],
        c.Name,
        c.SecretHash,
        c.MaxQuantity,
        c.At)
    {
        ApiVersion = c.ApiVersion,
    };
}
