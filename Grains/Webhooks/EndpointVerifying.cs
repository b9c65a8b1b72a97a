namespace Actors.Webhooks;

/// <summary>An address must give a challenge back before anything else is sent to it: nobody is pushed to unasked.</summary>
internal static class EndpointVerifying
{
    public static Decision<FeedEvent> Verify(FeedFacts facts, FeedCommand.Verify c) => facts.Find(c.EndpointId) switch
    {
        null => Decision.Reject<FeedEvent>(EndpointRules.NotFound),
        { Status: not EndpointStatus.Unverified } => Decision.Accept<FeedEvent>(),
        { Challenge: var old } => new FeedTurn(facts)
            .Add(
                new FeedEvent.ChallengeSent(c.EndpointId, c.Challenge),
                Recall(c.EndpointId, old),
                Challenge(facts, c.EndpointId, c.Challenge, c.At))
            .Accept(),
    };

    public static Decision<FeedEvent> Verified(FeedFacts facts, FeedCommand.Verified c)
    {
        // An old challenge, or one for another address, proves nothing.
        if (facts.Find(c.EndpointId) is not { Status: EndpointStatus.Unverified } endpoint || endpoint.Challenge != c.Challenge)
        {
            return Decision.Accept<FeedEvent>();
        }

        return EndpointSwitching.Start(new FeedTurn(facts), c.EndpointId).Accept();
    }

    /// <summary>The message that carries a challenge. Its lane is its own: it does not wait behind what is held.</summary>
    public static Effect.Send Challenge(FeedFacts facts, string endpointId, string challenge, DateTimeOffset at) => new(
        EndpointAddress.ChallengeKind,
        facts.AddressOf(endpointId),
        endpointId,
        MessageId(challenge),
        EventTypes.EndpointVerification,
        ChallengeBodies.Write(MessageId(challenge), endpointId, challenge, at));

    /// <summary>An old challenge is asked no more.</summary>
    public static Effect.Recall Recall(string endpointId, string challenge) => new(endpointId, MessageId(challenge));

    private static string MessageId(string challenge) => "evt_" + challenge;
}
