namespace Actors.Webhooks;

/// <summary>What is stored of an endpoint.</summary>
/// <param name="Secrets">By number; the highest is the newest.</param>
internal sealed record EndpointFacts(
    string Owner,
    DataEnvironment Environment,
    string Url,
    string Description,
    IReadOnlyDictionary<int, EndpointSecret> Secrets)
{
    public static EndpointFacts Of(WebhookEndpointEvent.Opened e) => new(
        e.Owner,
        e.Environment,
        e.Url,
        e.Description,
        new Dictionary<int, EndpointSecret> { [1] = new(e.SealedSecret, e.At, null) });

    /// <summary>Those that still sign.</summary>
    public IEnumerable<KeyValuePair<int, EndpointSecret>> Live(DateTimeOffset at) =>
        Secrets.Where(pair => pair.Value.Until is null || pair.Value.Until > at);

    /// <summary>A new secret signs; the old ones sign as well until the overlap ends, or sooner where that was set before.</summary>
    public EndpointFacts Rotated(WebhookEndpointEvent.SecretRotated e)
    {
        var secrets = Secrets
            .Select(pair => (pair.Key, Value: pair.Value with { Until = Earlier(pair.Value.Until, e.OldUntil) }))
            .Where(pair => pair.Value.Until > e.At)
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        secrets[Secrets.Keys.Max() + 1] = new EndpointSecret(e.SealedSecret, e.At, null);
        return this with { Secrets = secrets };
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
