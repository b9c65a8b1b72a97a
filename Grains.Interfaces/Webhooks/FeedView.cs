using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>What may be seen of a feed.</summary>
/// <param name="Sequence">The sequence of the latest event; 0 before the first.</param>
/// <param name="Endpoints">Newest first.</param>
public sealed record FeedView(string Owner, DataEnvironment Environment, long Sequence, IReadOnlyList<EndpointView> Endpoints)
{
    /// <summary>The grain's key for an account in an environment; also the name of its log.</summary>
    public static string KeyOf(string owner, DataEnvironment environment) =>
        owner + (environment == DataEnvironment.Production ? ".production" : ".sandbox");

    /// <summary>The endpoint, or null.</summary>
    public EndpointView? Find(string endpointId) => Endpoints.FirstOrDefault(endpoint => endpoint.Id == endpointId);

    /// <summary>Whether an event of this type would be pushed to somebody now.</summary>
    public bool Listens(string type) => Endpoints.Any(endpoint => endpoint.Takes(type) && endpoint.Status is EndpointStatus.Enabled or EndpointStatus.CatchingUp);
}

/// <summary>Where pushes go.</summary>
/// <param name="Status">One of <see cref="EndpointStatus"/>.</param>
/// <param name="Reason">Why it is disabled, or null.</param>
/// <param name="MissedFrom">The first sequence that it missed, or null when it missed nothing.</param>
/// <param name="Challenge">What it must give back to be verified.</param>
/// <param name="Failing">Since when every push fails, or null.</param>
/// <param name="Revision">1, and one more with each change; its ETag. (The feed's version moves with every event.)</param>
/// <param name="Secrets">Sealed signing secrets, newest first.</param>
public sealed record EndpointView(
    string Id,
    string Url,
    string Description,
    IReadOnlyList<string> Events,
    string ApiVersion,
    int PerSecond,
    string Status,
    string? Reason,
    long? MissedFrom,
    string Challenge,
    DateTimeOffset? Failing,
    DateTimeOffset Created,
    long Revision,
    IReadOnlyList<EndpointSecret> Secrets)
{
    /// <summary>The account's own notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What secrets are sealed for (<see cref="IVault.Seal"/>).</summary>
    public const string SecretPurpose = "webhook-secret";

    /// <summary>Whether its filter lets a type through.</summary>
    public bool Takes(string type) => EventTypes.Matches(Events, type);
}

/// <summary>A signing secret.</summary>
/// <param name="Number">1 for the first of its endpoint.</param>
/// <param name="Sealed">Opened with <see cref="EndpointView.SecretPurpose"/> it is <c>whsec_…</c>, or <c>whsk_…</c> for ed25519.</param>
/// <param name="Until">When it stops to sign, or null for the newest.</param>
public sealed record EndpointSecret(int Number, string Sealed, DateTimeOffset Created, DateTimeOffset? Until)
{
    /// <summary>The public half of an ed25519 key, <c>whpk_…</c>; null for a shared secret.</summary>
    public string? PublicKey { get; init; }

    /// <summary>How it signs: one of <see cref="Signatures"/>.</summary>
    public string Signature => PublicKey is null ? Signatures.Hmac : Signatures.Ed25519;
}

/// <summary>The statuses of an endpoint.</summary>
public static class EndpointStatus
{
    /// <summary>It has not given its challenge back yet; nothing else is sent to it.</summary>
    public const string Unverified = "unverified";

    public const string Enabled = "enabled";

    /// <summary>What it missed is being sent; what comes waits behind it.</summary>
    public const string CatchingUp = "catching_up";

    public const string Disabled = "disabled";
}

/// <summary>Where a push goes, as the outbox knows it.</summary>
/// <param name="Feed">The feed's key.</param>
/// <param name="EndpointId">The endpoint within it.</param>
public readonly record struct EndpointAddress(string Feed, string EndpointId)
{
    /// <summary>The kind of pushes.</summary>
    public const string PushKind = "webhook";

    /// <summary>The kind of challenges.</summary>
    public const string ChallengeKind = "webhook-challenge";

    /// <summary>The kind of reminders to replay a piece of the log.</summary>
    public const string ReplayKind = "webhook-replay";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static EndpointAddress Parse(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var slash = destination.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new EndpointAddress(destination, "") : new EndpointAddress(destination[..slash], destination[(slash + 1)..]);
    }

    public override string ToString() => $"{Feed}/{EndpointId}";
}

/// <summary>What travels with a push from the moment of its event (<see cref="Effect.Send.Context"/>).</summary>
/// <param name="Sequence">The event's place in the account's log, or 0 when that is not known any more.</param>
/// <param name="ApiVersion">The dated version that its body is rendered in when it is sent; the message holds the newest.</param>
public sealed record PushContext(long Sequence, string ApiVersion)
{
    /// <summary>Nothing happened: somebody tries an endpoint.</summary>
    public bool Test { get; init; }
}

/// <summary>JSON of what travels with pushes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PushContext))]
public sealed partial class PushContextJson : JsonSerializerContext;
