using System.Text.Json.Serialization;
using static Actors.Webhooks.Feed;

namespace Actors.Webhooks;

/// <summary>The events of an account in an environment, and where they go (MM-19, MM-27, MM-42).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Open), "open")]
internal abstract record Feed
{
    private Feed()
    {
    }

    public sealed record None : Feed;

    public sealed record Open(FeedFacts Facts) : Feed;

    public static Decision<FeedEvent> Decide(Feed state, FeedCommand command) => (state, command) switch
    {
        (Open s, { Revision: { } seen }) when EndpointRules.Moved(s.Facts, command, seen) is { } moved => Decision.Reject<FeedEvent>(moved),
        (None, FeedCommand.Publish c) => FeedPublishing.Publish(FeedFacts.Of(c.Owner, c.Environment), c.Item, opens: true),
        (None, FeedCommand.CreateEndpoint c) => EndpointChanges.Create(FeedFacts.Of(c.Owner, c.Environment), c, opens: true),
        (None, FeedCommand.Withdraw or FeedCommand.NoteHealth or FeedCommand.Verified or FeedCommand.Replay) => Decision.Accept<FeedEvent>(),
        (None, _) => Decision.Reject<FeedEvent>(EndpointRules.NotFound),
        (Open s, FeedCommand.Publish c) => FeedPublishing.Publish(s.Facts, c.Item, opens: false),
        (Open, FeedCommand.Withdraw c) => FeedPublishing.Withdraw(c),
        (Open s, FeedCommand.Repeat c) => FeedPublishing.Repeat(s.Facts, c.Item),
        (Open s, FeedCommand.CreateEndpoint c) => EndpointChanges.Create(s.Facts, c, opens: false),
        (Open s, FeedCommand.UpdateEndpoint c) => EndpointChanges.Update(s.Facts, c),
        (Open s, FeedCommand.Rotate c) => EndpointChanges.Rotate(s.Facts, c),
        (Open s, FeedCommand.Delete c) => EndpointChanges.Delete(s.Facts, c),
        (Open s, FeedCommand.Disable c) => EndpointSwitching.Disable(s.Facts, c),
        (Open s, FeedCommand.Enable c) => EndpointSwitching.Enable(s.Facts, c),
        (Open s, FeedCommand.Replay c) => EndpointSwitching.Replay(s.Facts, c),
        (Open s, FeedCommand.NoteHealth c) => EndpointHealth.Note(s.Facts, c),
        (Open s, FeedCommand.Verify c) => EndpointVerifying.Verify(s.Facts, c),
        (Open s, FeedCommand.Verified c) => EndpointVerifying.Verified(s.Facts, c),
        (Open s, FeedCommand.SendTest c) => FeedPublishing.Test(s.Facts, c),
        (Open s, FeedCommand.Resend c) => FeedPublishing.Resend(s.Facts, c),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name} when {state.GetType().Name}."),
    };

    public static Feed Evolve(Feed state, FeedEvent @event) => (state, @event) switch
    {
        (None, FeedEvent.Opened e) => new Open(FeedFacts.Of(e.Owner, e.Environment)),
        (Open s, FeedEvent.Published e) => new Open(s.Facts with { Sequence = e.Sequence }),
        (Open, FeedEvent.Withdrawn or FeedEvent.Repeated or FeedEvent.TestSent or FeedEvent.Resent) => state,
        (Open s, FeedEvent.EndpointCreated e) => new Open(s.Facts.With(e.EndpointId, Endpoint.Of(e))),
        (Open s, FeedEvent.EndpointDeleted e) => new Open(s.Facts.Without(e.EndpointId)),
        (Open s, FeedEvent.OfEndpoint e) => new Open(s.Facts.Changed(e.EndpointId, Endpoint.Evolve(s.Facts, s.Facts.Endpoints[e.EndpointId], e))),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
