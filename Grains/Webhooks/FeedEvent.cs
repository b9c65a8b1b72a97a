using System.Text.Json.Serialization;
using static Actors.Webhooks.FeedEvent;

namespace Actors.Webhooks;

/// <summary>What happened to a feed. What was published stands in its log; here is only that it was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Published), "published")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Repeated), "repeated")]
[JsonDerivedType(typeof(TestSent), "test_sent")]
[JsonDerivedType(typeof(Resent), "resent")]
[JsonDerivedType(typeof(EndpointCreated), "endpoint_created")]
[JsonDerivedType(typeof(EndpointDeleted), "endpoint_deleted")]
[JsonDerivedType(typeof(EndpointUpdated), "endpoint_updated")]
[JsonDerivedType(typeof(AddressChanged), "address_changed")]
[JsonDerivedType(typeof(SecretRotated), "secret_rotated")]
[JsonDerivedType(typeof(EndpointDisabled), "endpoint_disabled")]
[JsonDerivedType(typeof(ChallengeSent), "challenge_sent")]
[JsonDerivedType(typeof(CatchUpStarted), "catch_up_started")]
[JsonDerivedType(typeof(EndpointEnabled), "endpoint_enabled")]
[JsonDerivedType(typeof(Replayed), "replayed")]
[JsonDerivedType(typeof(EndpointFailing), "endpoint_failing")]
[JsonDerivedType(typeof(EndpointRecovered), "endpoint_recovered")]
internal abstract record FeedEvent
{
    private FeedEvent()
    {
    }

    public sealed record Opened(string Owner, DataEnvironment Environment) : FeedEvent;

    public sealed record Published(long Sequence, string Id, string Type, string Subject) : FeedEvent;

    public sealed record Withdrawn(string Id) : FeedEvent;

    public sealed record Repeated(string Id) : FeedEvent;

    public sealed record TestSent(string EndpointId, string Id) : FeedEvent;

    public sealed record Resent(string EndpointId, IReadOnlyList<string> Ids) : FeedEvent;

    public sealed record EndpointCreated(
        string EndpointId, string Url, string Description, IReadOnlyList<string> Events, string ApiVersion, int PerSecond, string Sealed,
        string Challenge, DateTimeOffset At) : FeedEvent
    {
        public string? PublicKey { get; init; }

        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    public sealed record EndpointDeleted(string EndpointId) : FeedEvent;

    /// <summary>Something of one endpoint changed.</summary>
    public abstract record OfEndpoint(string EndpointId) : FeedEvent;

    public sealed record EndpointUpdated(
        string EndpointId, string Url, string Description, IReadOnlyList<string> Events, string ApiVersion, int PerSecond) : OfEndpoint(EndpointId)
    {
        /// <summary>All of it as it is now.</summary>
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    /// <summary>Another URL: it must be verified anew.</summary>
    public sealed record AddressChanged(string EndpointId, string Challenge) : OfEndpoint(EndpointId);

    /// <param name="OldUntil">How long the secrets before it sign as well.</param>
    public sealed record SecretRotated(string EndpointId, string Sealed, DateTimeOffset OldUntil, DateTimeOffset At) : OfEndpoint(EndpointId)
    {
        public string? PublicKey { get; init; }
    }

    public sealed record EndpointDisabled(string EndpointId, string Reason) : OfEndpoint(EndpointId);

    public sealed record ChallengeSent(string EndpointId, string Challenge) : OfEndpoint(EndpointId);

    /// <summary>From here on it is sent what it missed.</summary>
    public sealed record CatchUpStarted(string EndpointId) : OfEndpoint(EndpointId);

    public sealed record EndpointEnabled(string EndpointId) : OfEndpoint(EndpointId);

    /// <summary>What it missed was sent up to here.</summary>
    public sealed record Replayed(string EndpointId, long Through) : OfEndpoint(EndpointId);

    public sealed record EndpointFailing(string EndpointId, DateTimeOffset Since) : OfEndpoint(EndpointId);

    public sealed record EndpointRecovered(string EndpointId) : OfEndpoint(EndpointId);
}
