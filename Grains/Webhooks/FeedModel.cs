using System.Text.Json.Serialization.Metadata;

namespace Actors.Webhooks;

/// <summary>The grain type of feeds.</summary>
internal sealed class FeedModel : GrainModel<Feed, FeedCommand, FeedEvent, FeedView>
{
    public override string Type => GrainTypeNames.Feed;

    public override Type Contract => typeof(IFeedGrain);

    public override IReadOnlyList<string> Statuses { get; } = ["Open"];

    public override Feed Initial { get; } = new Feed.None();

    public override JsonTypeInfo<Feed> StateJson => FeedJsonContext.Default.Feed;

    public override JsonTypeInfo<FeedCommand> CommandJson => FeedJsonContext.Default.FeedCommand;

    public override JsonTypeInfo<FeedEvent> EventJson => FeedJsonContext.Default.FeedEvent;

    public override Decision<FeedEvent> Decide(Feed state, FeedCommand command) => Feed.Decide(state, command);

    public override Feed Evolve(Feed state, FeedEvent @event) => Feed.Evolve(state, @event);

    public override GrainIndex Index(Feed state)
    {
        var facts = Facts(state);
        return new GrainIndex(facts.Owner, facts.Environment, "Open");
    }

    public override FeedView View(Feed state)
    {
        var facts = Facts(state);
        return new FeedView(
            facts.Owner,
            facts.Environment,
            facts.Sequence,
            [.. facts.Endpoints.OrderByDescending(pair => pair.Value.Created).ThenByDescending(pair => pair.Key, StringComparer.Ordinal).Select(pair => View(pair.Key, pair.Value))]);
    }

    private static EndpointView View(string id, Endpoint endpoint) => new(
        id,
        endpoint.Url,
        endpoint.Description,
        endpoint.Events,
        endpoint.ApiVersion,
        endpoint.PerSecond,
        endpoint.Status,
        endpoint.Reason,
        endpoint.MissedFrom,
        endpoint.Challenge,
        endpoint.Failing,
        endpoint.Created,
        endpoint.Revision,
        [.. endpoint.Secrets.OrderByDescending(pair => pair.Key).Select(pair => new EndpointSecret(pair.Key, pair.Value.Sealed, pair.Value.Created, pair.Value.Until) { PublicKey = pair.Value.PublicKey })])
    {
        Metadata = endpoint.Metadata,
    };

    private static FeedFacts Facts(Feed state) => state is Feed.Open open
        ? open.Facts
        : throw new InvalidOperationException("A feed that was never used has nothing to show.");
}
