namespace Actors.Webhooks;

/// <summary>What delivery says of an endpoint becomes an event of its account, so that the owner hears of it elsewhere.</summary>
internal static class EndpointHealth
{
    public static Decision<FeedEvent> Note(FeedFacts facts, FeedCommand.NoteHealth c)
    {
        if (facts.Find(c.EndpointId) is not { } endpoint || endpoint.Status is EndpointStatus.Disabled or EndpointStatus.Unverified)
        {
            return Decision.Accept<FeedEvent>();
        }

        var turn = new FeedTurn(facts);
        return c.State switch
        {
            DestinationState.Failing when endpoint.Failing is null => Tell(
                turn.Add(new FeedEvent.EndpointFailing(c.EndpointId, c.Since)), EventTypes.EndpointFailing, c),
            DestinationState.Well when endpoint.Failing is not null => Tell(
                turn.Add(new FeedEvent.EndpointRecovered(c.EndpointId)), EventTypes.EndpointRecovered, c),
            DestinationState.Stopped => Tell(
                turn.Add(new FeedEvent.EndpointDisabled(c.EndpointId, ReasonOf(c))).Pace(c.EndpointId), EventTypes.EndpointDisabled, c),
            _ => Decision.Accept<FeedEvent>(),
        };
    }

    private static string ReasonOf(FeedCommand.NoteHealth c) => c.Outcome == "gone"
        ? "It answered 410 Gone."
        : $"Every push failed since {c.Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC; the last one: {c.Outcome}.";

    private static Decision<FeedEvent> Tell(FeedTurn turn, string type, FeedCommand.NoteHealth c)
    {
        var endpoint = turn.Facts.Endpoints[c.EndpointId];
        var id = FeedPublishing.IdOf(c.EndpointId, turn.Facts.Sequence + 1);
        var data = new EndpointEventData(c.EndpointId)
        {
            Url = endpoint.Url,
            Outcome = c.Outcome,
            Failures = c.Failures,
            FailingSince = c.Since,
            Reason = endpoint.Reason,
            MissedFrom = endpoint.MissedFrom,
        };
        return turn.Publish(new FeedItem(id, type, c.EndpointId, FeedBodies.Of(id, type, c.At, data)), but: c.EndpointId).Accept();
    }
}
