using System.Text.Json;

namespace Actors.Webhooks;

/// <summary>
/// Gathers one turn of a feed: events as they follow from each other, and what they send. Each event is pushed by the
/// endpoints as they stand at that very event.
/// </summary>
internal sealed class FeedTurn(FeedFacts facts)
{
    private readonly List<FeedEvent> _events = [];
    private readonly List<Effect> _effects = [];

    /// <summary>The feed after what was gathered so far.</summary>
    public FeedFacts Facts { get; private set; } = facts;

    public Decision<FeedEvent> Accept() => new Decision<FeedEvent>.Accepted(_events, _effects);

    /// <summary>The feed's first turn.</summary>
    public FeedTurn Opens(bool opens)
    {
        if (opens)
        {
            _events.Add(new FeedEvent.Opened(Facts.Owner, Facts.Environment));
        }

        return this;
    }

    public FeedTurn Add(FeedEvent @event, params ReadOnlySpan<Effect> effects)
    {
        _events.Add(@event);
        _effects.AddRange(effects);
        Facts = ((Feed.Open)Feed.Evolve(new Feed.Open(Facts), @event)).Facts;
        return this;
    }

    public FeedTurn Add(params ReadOnlySpan<Effect> effects)
    {
        _effects.AddRange(effects);
        return this;
    }

    /// <summary>Logs an event under the next sequence and pushes it.</summary>
    /// <param name="but">An endpoint that it is not sent to, because it is about that one.</param>
    public FeedTurn Publish(FeedItem item, string? but = null)
    {
        var sequence = Facts.Sequence + 1;
        Add(new FeedEvent.Published(sequence, item.Id, item.Type, item.Subject), new Effect.Log(sequence, item.Id, item.Type, item.Subject, item.Body));
        return Push(item with { Sequence = sequence }, but);
    }

    /// <summary>Pushes to every enabled endpoint that takes the type.</summary>
    /// <param name="now">Somebody asked for it: an endpoint that rests after failures is tried at once.</param>
    public FeedTurn Push(FeedItem item, string? but = null, bool now = false)
    {
        foreach (var (id, endpoint) in Facts.Endpoints)
        {
            if (endpoint.Status == EndpointStatus.Enabled && id != but && EventTypes.Matches(endpoint.Events, item.Type))
            {
                Push(id, endpoint, item);
                _ = now ? Probe(id) : this;
            }
        }

        return this;
    }

    /// <summary>Pushes to one endpoint, which gets the body in its version: delivery renders it.</summary>
    public FeedTurn Push(string id, Endpoint endpoint, FeedItem item, bool test = false)
    {
        var context = new PushContext(item.Sequence, endpoint.VersionAt(item.Sequence)) { Test = test };
        _effects.Add(new Effect.Send(
            EndpointAddress.PushKind,
            Facts.AddressOf(id),
            item.Subject,
            item.Id,
            item.Type,
            item.Body)
        {
            Deadline = item.Deadline,
            Context = JsonSerializer.Serialize(context, PushContextJson.Default.PushContext),
        });
        return this;
    }

    /// <summary>Ends an endpoint's rest after failures: a person wants to see whether it takes something.</summary>
    public FeedTurn Probe(string id) => Add(new Effect.Probe(EndpointAddress.PushKind, Facts.AddressOf(id)));

    /// <summary>Says how an endpoint is sent to, as it stands now.</summary>
    public FeedTurn Pace(string id)
    {
        var endpoint = Facts.Endpoints[id];
        var paused = endpoint.Status is EndpointStatus.Disabled or EndpointStatus.Unverified;
        return Add(new Effect.Pace(EndpointAddress.PushKind, Facts.AddressOf(id), paused, endpoint.PerSecond));
    }
}
