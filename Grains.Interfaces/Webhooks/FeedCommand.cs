using System.Text.Json.Serialization;

namespace Actors.Webhooks;

/// <summary>What may be asked of a feed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(FeedCommand.Publish), "publish")]
[JsonDerivedType(typeof(FeedCommand.Withdraw), "withdraw")]
[JsonDerivedType(typeof(FeedCommand.Repeat), "repeat")]
[JsonDerivedType(typeof(FeedCommand.CreateEndpoint), "create_endpoint")]
[JsonDerivedType(typeof(FeedCommand.UpdateEndpoint), "update_endpoint")]
[JsonDerivedType(typeof(FeedCommand.Rotate), "rotate")]
[JsonDerivedType(typeof(FeedCommand.Disable), "disable")]
[JsonDerivedType(typeof(FeedCommand.Enable), "enable")]
[JsonDerivedType(typeof(FeedCommand.Delete), "delete")]
[JsonDerivedType(typeof(FeedCommand.Verify), "verify")]
[JsonDerivedType(typeof(FeedCommand.Verified), "verified")]
[JsonDerivedType(typeof(FeedCommand.SendTest), "send_test")]
[JsonDerivedType(typeof(FeedCommand.NoteHealth), "note_health")]
[JsonDerivedType(typeof(FeedCommand.Replay), "replay")]
[JsonDerivedType(typeof(FeedCommand.Resend), "resend")]
[JsonDerivedType(typeof(FeedCommand.Recover), "recover")]
public abstract record FeedCommand
{
    private FeedCommand()
    {
    }

    /// <summary>The revision of the endpoint that the caller saw, or null. Another one is refused.</summary>
    public long? Revision { get; init; }

    /// <summary>Logs an event under the account's next sequence and pushes it to every enabled endpoint that takes its type.</summary>
    public sealed record Publish(string Owner, DataEnvironment Environment, FeedItem Item) : FeedCommand;

    /// <summary>An event matters no more: pending pushes of it end. Comes after its <see cref="Publish"/>, in the same lane.</summary>
    public sealed record Withdraw(string EventId, string Subject) : FeedCommand;

    /// <summary>Pushes an event that was published before once more, to every endpoint that takes its type; with the same id.</summary>
    public sealed record Repeat(FeedItem Item) : FeedCommand;

    /// <summary>Adds an endpoint and sends it its challenge; it gets no event before it has answered that.</summary>
    /// <param name="EndpointId"><c>we_…</c></param>
    /// <param name="Events">Types that it takes: <c>order.created</c>, <c>order.*</c>, <c>*</c>.</param>
    /// <param name="ApiVersion">The dated version of its payloads; pinned. Whether there is such a version is the edge's matter.</param>
    /// <param name="PerSecond">Pushes a second at most; 0 for no limit.</param>
    /// <param name="Sealed">Its first secret, sealed for <see cref="EndpointView.SecretPurpose"/>.</param>
    /// <param name="Challenge">What it must give back.</param>
    public sealed record CreateEndpoint(
        string Owner,
        DataEnvironment Environment,
        string EndpointId,
        string Url,
        string Description,
        IReadOnlyList<string> Events,
        string ApiVersion,
        int PerSecond,
        string Sealed,
        string Challenge,
        DateTimeOffset At) : FeedCommand
    {
        /// <summary>The public half of an ed25519 key, <c>whpk_…</c>; null for a shared secret.</summary>
        public string? PublicKey { get; init; }

        /// <summary>The account's own notes.</summary>
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    /// <summary>Changes an endpoint; null leaves a thing as it is. Another URL must answer a challenge of its own first.</summary>
    public sealed record UpdateEndpoint(
        string EndpointId,
        string? Url,
        string? Description,
        IReadOnlyList<string>? Events,
        string? ApiVersion,
        int? PerSecond,
        string Challenge,
        DateTimeOffset At) : FeedCommand
    {
        /// <summary>Keys to set of the account's own notes; an empty value takes a key away.</summary>
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    }

    /// <summary>Adds a secret; the old ones sign as well until the overlap ends (0 to 7 days).</summary>
    public sealed record Rotate(string EndpointId, string Sealed, TimeSpan Overlap, DateTimeOffset At) : FeedCommand
    {
        /// <summary>The public half of an ed25519 key, <c>whpk_…</c>; null for a shared secret.</summary>
        public string? PublicKey { get; init; }
    }

    /// <summary>From the next event on nothing is sent to it; what it misses is kept for <see cref="Enable"/>.</summary>
    /// <param name="Reason">For people.</param>
    public sealed record Disable(string EndpointId, string Reason, DateTimeOffset At) : FeedCommand;

    /// <summary>Sends what it missed, in order, and then what comes.</summary>
    public sealed record Enable(string EndpointId, DateTimeOffset At) : FeedCommand;

    /// <summary>Takes it away, with all that waits for it.</summary>
    public sealed record Delete(string EndpointId, DateTimeOffset At) : FeedCommand;

    /// <summary>Sends the challenge once more.</summary>
    public sealed record Verify(string EndpointId, string Challenge, DateTimeOffset At) : FeedCommand;

    /// <summary>It gave the challenge back. From delivery.</summary>
    public sealed record Verified(string EndpointId, string Challenge, DateTimeOffset At) : FeedCommand;

    /// <summary>Pushes an event that is marked as a test to this endpoint alone.</summary>
    public sealed record SendTest(string EndpointId, string EventId, DateTimeOffset At) : FeedCommand
    {
        /// <summary>The type that it stands for, with a body as such an event has it; <c>endpoint.test</c> when null.</summary>
        public string? Type { get; init; }
    }

    /// <summary>It does worse or better than before. From delivery.</summary>
    public sealed record NoteHealth(
        string EndpointId, DestinationState State, int Failures, DateTimeOffset Since, string Outcome, DateTimeOffset At) : FeedCommand;

    /// <summary>A piece of the log that an endpoint missed. From delivery, which read it.</summary>
    /// <param name="From">The first sequence of the piece; another one than the endpoint waits for is out of date.</param>
    /// <param name="Through">The last sequence of the piece, whether or not its event is still kept.</param>
    public sealed record Replay(string EndpointId, long From, long Through, IReadOnlyList<FeedItem> Items, DateTimeOffset At) : FeedCommand;

    /// <summary>Pushes logged events to one endpoint once more, whatever it takes; under the normal retries.</summary>
    public sealed record Resend(string EndpointId, IReadOnlyList<FeedItem> Items, DateTimeOffset At) : FeedCommand;

    /// <summary>As <see cref="Resend"/>, for a recovery: while the endpoint takes nothing they wait for it, and for one that is gone nothing is done.</summary>
    public sealed record Recover(string EndpointId, IReadOnlyList<FeedItem> Items, DateTimeOffset At) : FeedCommand;
}

/// <summary>An event to be pushed.</summary>
/// <param name="Id"><c>evt_…</c>: the <c>webhook-id</c>.</param>
/// <param name="Type"><c>order.created</c> …</param>
/// <param name="Subject">What it is about: the order's id. Pushes about one subject keep their order (G7).</param>
/// <param name="Body">The envelope in the newest API version; see <see cref="Versions.IApiVersions.RenderEvent"/>.</param>
/// <param name="Deadline">Until when an answer reaches a waiting user, or null.</param>
public sealed record FeedItem(string Id, string Type, string Subject, string Body, DateTimeOffset? Deadline = null)
{
    /// <summary>Its place in the account's log, once it has one.</summary>
    public long Sequence { get; init; }
}
