namespace Actors.Webhooks;

/// <summary>Endpoints: added, changed, taken away, given a new secret (MM-19, MM-42).</summary>
internal static class EndpointChanges
{
    public static Decision<FeedEvent> Create(FeedFacts facts, FeedCommand.CreateEndpoint c, bool opens)
    {
        if (EndpointRules.Faulty(c.Url, c.Description, c.Events, c.PerSecond, MetadataRules.None, c.Metadata) is { } faulty)
        {
            return Decision.Reject<FeedEvent>(faulty);
        }

        if (facts.Find(c.EndpointId) is not null)
        {
            return Decision.Accept<FeedEvent>();
        }

        if (facts.Endpoints.Count >= EndpointRules.Endpoints)
        {
            return Decision.Reject<FeedEvent>(Refuse.Conflict(
                "too_many_endpoints", $"An account has at most {EndpointRules.Endpoints} endpoints in an environment; delete one first."));
        }

        var turn = new FeedTurn(facts).Opens(opens).Add(new FeedEvent.EndpointCreated(
            c.EndpointId, c.Url, c.Description, Distinct(c.Events), c.ApiVersion, c.PerSecond, c.Sealed, c.Challenge, c.At)
        {
            PublicKey = c.PublicKey,
            Metadata = c.Metadata is null ? null : MetadataRules.Merged(MetadataRules.None, c.Metadata),
        });
        return turn.Add(EndpointVerifying.Challenge(turn.Facts, c.EndpointId, c.Challenge, c.At)).Accept();
    }

    public static Decision<FeedEvent> Update(FeedFacts facts, FeedCommand.UpdateEndpoint c)
    {
        if (facts.Find(c.EndpointId) is not { } old)
        {
            return Decision.Reject<FeedEvent>(EndpointRules.NotFound);
        }

        var updated = new FeedEvent.EndpointUpdated(
            c.EndpointId, c.Url ?? old.Url, c.Description ?? old.Description, c.Events is null ? old.Events : Distinct(c.Events),
            c.ApiVersion ?? old.ApiVersion, c.PerSecond ?? old.PerSecond)
        {
            Metadata = MetadataRules.Merged(old.Metadata, c.Metadata),
        };
        if (EndpointRules.Faulty(updated.Url, updated.Description, updated.Events, updated.PerSecond, old.Metadata, c.Metadata) is { } faulty)
        {
            return Decision.Reject<FeedEvent>(faulty);
        }

        var moved = updated.Url != old.Url;
        if (!moved && updated.Description == old.Description && Same.List(updated.Events, old.Events)
            && updated.ApiVersion == old.ApiVersion && updated.PerSecond == old.PerSecond
            && Same.Map(updated.Metadata, old.Metadata))
        {
            return Decision.Accept<FeedEvent>();
        }

        var turn = new FeedTurn(facts).Add(updated);
        if (moved)
        {
            turn.Add(new FeedEvent.AddressChanged(c.EndpointId, c.Challenge));
            turn.Add(EndpointVerifying.Recall(c.EndpointId, old.Challenge), EndpointVerifying.Challenge(turn.Facts, c.EndpointId, c.Challenge, c.At));
        }

        return (moved || updated.PerSecond != old.PerSecond ? turn.Pace(c.EndpointId) : turn).Accept();
    }

    public static Decision<FeedEvent> Rotate(FeedFacts facts, FeedCommand.Rotate c)
    {
        if (facts.Find(c.EndpointId) is not { } endpoint)
        {
            return Decision.Reject<FeedEvent>(EndpointRules.NotFound);
        }

        if (c.Overlap < TimeSpan.Zero || c.Overlap > EndpointRules.LongestOverlap)
        {
            return Decision.Reject<FeedEvent>(Refuse.Invalid(
                "overlap_out_of_range", $"Give an overlap of 0 to {EndpointRules.LongestOverlap.Days} days.", "/overlap_seconds"));
        }

        var staying = c.Overlap == TimeSpan.Zero ? 0 : endpoint.Live(c.At).Count();
        return staying >= EndpointRules.LiveSecrets
            ? Decision.Reject<FeedEvent>(Refuse.Conflict(
                "too_many_secrets",
                $"{EndpointRules.LiveSecrets} secrets sign already; wait until one expires, or rotate with an overlap of 0.",
                "/overlap_seconds"))
            : Decision.Accept<FeedEvent>(new FeedEvent.SecretRotated(c.EndpointId, c.Sealed, c.At + c.Overlap, c.At) { PublicKey = c.PublicKey });
    }

    public static Decision<FeedEvent> Delete(FeedFacts facts, FeedCommand.Delete c)
    {
        if (facts.Find(c.EndpointId) is null)
        {
            return Decision.Reject<FeedEvent>(EndpointRules.NotFound);
        }

        var address = facts.AddressOf(c.EndpointId);
        return new FeedTurn(facts)
            .Add(
                new FeedEvent.EndpointDeleted(c.EndpointId),
                new Effect.Drop(EndpointAddress.PushKind, address),
                new Effect.Drop(EndpointAddress.ChallengeKind, address),
                new Effect.Drop(EndpointAddress.ReplayKind, address))
            .Accept();
    }

    private static IReadOnlyList<string> Distinct(IReadOnlyList<string> events) => [.. events.Distinct(StringComparer.Ordinal)];
}
