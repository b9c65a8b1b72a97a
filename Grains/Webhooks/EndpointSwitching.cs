using System.Globalization;

namespace Actors.Webhooks;

/// <summary>
/// Endpoints off and on. Off, an endpoint is a mark in the log; on again, it is sent the log from there, piece by piece,
/// and in the turn that reaches the end it gets what comes: nothing is lost, nothing comes out of order.
/// </summary>
internal static class EndpointSwitching
{
    public static Decision<FeedEvent> Disable(FeedFacts facts, FeedCommand.Disable c)
    {
        if (facts.Find(c.EndpointId) is not { } endpoint)
        {
            return Decision.Reject<FeedEvent>(EndpointRules.NotFound);
        }

        if (new Faults().Optional("/reason", c.Reason, EndpointRules.Description).Rejection is { } faulty)
        {
            return Decision.Reject<FeedEvent>(faulty);
        }

        return endpoint.Status switch
        {
            EndpointStatus.Disabled => Decision.Accept<FeedEvent>(),
            EndpointStatus.Unverified => Decision.Reject<FeedEvent>(EndpointRules.NotEnabled),
            _ => new FeedTurn(facts).Add(new FeedEvent.EndpointDisabled(c.EndpointId, c.Reason)).Pace(c.EndpointId).Accept(),
        };
    }

    public static Decision<FeedEvent> Enable(FeedFacts facts, FeedCommand.Enable c) => facts.Find(c.EndpointId) switch
    {
        null => Decision.Reject<FeedEvent>(EndpointRules.NotFound),
        { Status: EndpointStatus.Unverified } => Decision.Reject<FeedEvent>(Refuse.Conflict(
            "endpoint_unverified", "The endpoint has not given its challenge back yet; ask for a new one with POST …/verify.")),
        { Status: EndpointStatus.Disabled } => Start(new FeedTurn(facts), c.EndpointId).Accept(),
        _ => Decision.Accept<FeedEvent>(),
    };

    /// <summary>Takes up an endpoint: at once when it missed nothing, else where it stopped.</summary>
    public static FeedTurn Start(FeedTurn turn, string endpointId)
    {
        var missed = turn.Facts.Endpoints[endpointId].MissedFrom is { } from && from <= turn.Facts.Sequence;
        turn.Add(missed ? new FeedEvent.CatchUpStarted(endpointId) : new FeedEvent.EndpointEnabled(endpointId));
        return (missed ? turn.Add(Next(turn.Facts, endpointId)) : turn).Pace(endpointId);
    }

    public static Decision<FeedEvent> Replay(FeedFacts facts, FeedCommand.Replay c)
    {
        // Read twice, or of a time before it was disabled once more.
        if (facts.Find(c.EndpointId) is not { Status: EndpointStatus.CatchingUp } endpoint || endpoint.MissedFrom != c.From || c.Through < c.From)
        {
            return Decision.Accept<FeedEvent>();
        }

        var turn = new FeedTurn(facts);
        foreach (var item in c.Items.Where(item => endpoint.Took(item.Sequence, item.Type) && item.Subject != c.EndpointId))
        {
            turn.Push(c.EndpointId, endpoint, item);
        }

        turn.Add(new FeedEvent.Replayed(c.EndpointId, c.Through));
        return (c.Through >= facts.Sequence ? turn.Add(new FeedEvent.EndpointEnabled(c.EndpointId)) : turn.Add(Next(turn.Facts, c.EndpointId))).Accept();
    }

    /// <summary>Asks delivery to read the next piece of the log: a grain reads nothing itself.</summary>
    private static Effect.Send Next(FeedFacts facts, string endpointId)
    {
        var from = facts.Endpoints[endpointId].MissedFrom!.Value.ToString(CultureInfo.InvariantCulture);
        return new Effect.Send(EndpointAddress.ReplayKind, facts.AddressOf(endpointId), endpointId, $"replay_{from}", "replay", from);
    }
}
