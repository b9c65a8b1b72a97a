namespace Actors.Webhooks;

/// <summary>What is stored of an endpoint.</summary>
internal sealed record Endpoint
{
    public required string Url { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public required string ApiVersion { get; init; }

    /// <summary>Versions that it had before, oldest first: what was logged then is written as it was then.</summary>
    public IReadOnlyList<FormerVersion> Former { get => field ?? []; init; }

    /// <summary>Filters that it had while it missed events, oldest first: what was logged then is replayed by the filter of then.</summary>
    public IReadOnlyList<FormerFilter> Filtered { get => field ?? []; init; }

    public IReadOnlyDictionary<string, string> Metadata { get => field ?? MetadataRules.None; init; }

    public int PerSecond { get; init; }

    /// <summary>One of <see cref="EndpointStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is disabled, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The first event that it did not get and has not been sent since.</summary>
    public long? MissedFrom { get; init; }

    public required string Challenge { get; init; }

    /// <summary>Since when every push fails.</summary>
    public DateTimeOffset? Failing { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>1, and one more with each change.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>By number; the highest is the newest.</summary>
    public required IReadOnlyDictionary<int, SealedSecret> Secrets { get; init; }

    /// <summary>The number of the newest secret that there ever was.</summary>
    public int LastSecret() => Secrets.Keys.Max();

    public static Endpoint Of(FeedEvent.EndpointCreated e) => new()
    {
        Url = e.Url,
        Description = e.Description,
        Events = e.Events,
        ApiVersion = e.ApiVersion,
        PerSecond = e.PerSecond,
        Metadata = e.Metadata ?? MetadataRules.None,
        Status = EndpointStatus.Unverified,
        Challenge = e.Challenge,
        Created = e.At,
        Secrets = new Dictionary<int, SealedSecret> { [1] = new(e.Sealed, e.At, null) { PublicKey = e.PublicKey } },
    };

    public static Endpoint Evolve(FeedFacts facts, Endpoint endpoint, FeedEvent.OfEndpoint @event) => @event switch
    {
        FeedEvent.EndpointUpdated e => endpoint with
        {
            Url = e.Url, Description = e.Description, Events = e.Events, ApiVersion = e.ApiVersion, PerSecond = e.PerSecond,
            Metadata = e.Metadata ?? endpoint.Metadata,
            Former = e.ApiVersion == endpoint.ApiVersion
                ? endpoint.Former
                : [.. endpoint.Former.TakeLast(FormerVersion.Kept - 1), new FormerVersion(facts.Sequence, endpoint.ApiVersion)],
            Filtered = endpoint.MissedFrom is not { } missed || missed > facts.Sequence || Same.List(e.Events, endpoint.Events)
                ? endpoint.Filtered
                : [.. endpoint.Filtered.TakeLast(FormerFilter.Kept - 1), new FormerFilter(facts.Sequence, endpoint.Events)],
        },
        FeedEvent.AddressChanged e => endpoint with
        {
            Challenge = e.Challenge,
            Status = EndpointStatus.Unverified,
            Failing = null,
            Reason = null,
            MissedFrom = endpoint.Status == EndpointStatus.Unverified ? endpoint.MissedFrom : endpoint.MissedFrom ?? facts.Sequence + 1,
        },
        FeedEvent.SecretRotated e => endpoint.Rotated(e),
        FeedEvent.EndpointDisabled e => endpoint with
        {
            Status = EndpointStatus.Disabled, Reason = e.Reason, MissedFrom = endpoint.MissedFrom ?? facts.Sequence + 1,
        },
        FeedEvent.ChallengeSent e => endpoint with { Challenge = e.Challenge },
        FeedEvent.CatchUpStarted => endpoint with { Status = EndpointStatus.CatchingUp, Reason = null, Failing = null },
        FeedEvent.EndpointEnabled => endpoint with { Status = EndpointStatus.Enabled, Reason = null, Failing = null, MissedFrom = null, Filtered = [] },
        FeedEvent.Replayed e => endpoint with { MissedFrom = e.Through + 1 },
        FeedEvent.EndpointFailing e => endpoint with { Failing = e.Since },
        FeedEvent.EndpointRecovered => endpoint with { Failing = null },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} changes no endpoint."),
    };

    /// <summary>How an event is written for it: the same bytes each time that it is sent.</summary>
    /// <param name="sequence">0 for what stands in no log.</param>
    public string VersionAt(long sequence) =>
        sequence == 0 ? ApiVersion : Former.FirstOrDefault(former => sequence <= former.Through)?.ApiVersion ?? ApiVersion;

    /// <summary>Whether its filter let an event through when that was logged.</summary>
    public bool Took(long sequence, string type) =>
        EventTypes.Matches(Filtered.FirstOrDefault(former => sequence <= former.Through)?.Events ?? Events, type);

    /// <summary>Those that sign at a moment.</summary>
    public IEnumerable<KeyValuePair<int, SealedSecret>> Live(DateTimeOffset at) =>
        Secrets.Where(pair => pair.Value.Until is null || pair.Value.Until > at);

    /// <summary>A new secret signs; the old ones sign as well until the overlap ends, or sooner where that was set before.</summary>
    private Endpoint Rotated(FeedEvent.SecretRotated e)
    {
        var secrets = Secrets
            .Select(pair => (pair.Key, Value: pair.Value with { Until = pair.Value.Until < e.OldUntil ? pair.Value.Until : e.OldUntil }))
            .Where(pair => pair.Value.Until > e.At)
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        secrets[LastSecret() + 1] = new SealedSecret(e.Sealed, e.At, null) { PublicKey = e.PublicKey };
        return this with { Secrets = secrets };
    }
}

/// <summary>A version that an endpoint had.</summary>
/// <param name="Through">The last sequence that is written in it.</param>
internal sealed record FormerVersion(long Through, string ApiVersion)
{
    /// <summary>How many are remembered: more than anybody makes while an event is kept.</summary>
    public const int Kept = 20;
}

/// <summary>A filter that an endpoint had.</summary>
/// <param name="Through">The last sequence that it decides on.</param>
internal sealed record FormerFilter(long Through, IReadOnlyList<string> Events)
{
    /// <summary>How many are remembered while an endpoint is off; of more changes the oldest count as one.</summary>
    public const int Kept = 20;
}

/// <summary>A signing secret as it is stored.</summary>
internal sealed record SealedSecret(string Sealed, DateTimeOffset Created, DateTimeOffset? Until)
{
    /// <summary>The public half of an ed25519 key; null for a shared secret.</summary>
    public string? PublicKey { get; init; }
}
