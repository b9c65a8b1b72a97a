using System.Globalization;
using Actors.Webhooks;

namespace Actors.Recoveries;

/// <summary>Reads the piece of the log that a recovery waits for, and how its events went, and hands it what is to be pushed.</summary>
internal sealed class RecoveryDispatcher(IGrains grains, IEventLog log) : IDispatcher
{
    /// <summary>How many events are read at once.</summary>
    private const int Piece = 500;

    /// <summary>How many are pushed with one commit at most: their bodies travel with it.</summary>
    private const int Most = 100;

    public string Kind => RecoveryView.MessageKind;

    public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var grain = grains.Get<IRecoveryGrain>(message.Destination);
        var after = long.Parse(message.Body, CultureInfo.InvariantCulture);
        if (await grain.Read(cancellationToken) is { Value: { Status: RecoveryStatus.Counting or RecoveryStatus.Running } job } && job.Position == after)
        {
            var request = new Request("system:delivery", message.Now) { RequestId = message.MessageId };
            await grain.Execute(await Next(job, message.Now, cancellationToken), request);
        }

        return new DispatchResult.Delivered(AttemptDetail.WithoutRequest(WebhookOutcome.Delivered));
    }

    private async Task<RecoveryCommand> Next(RecoveryView job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var feed = FeedView.KeyOf(job.Owner, job.Environment);
        if ((await grains.Get<IFeedGrain>(feed).Read(cancellationToken))?.Value.Find(job.EndpointId) is not { } endpoint)
        {
            return new RecoveryCommand.Halt(job.Position, "The endpoint was deleted; cancel this recovery.", now);
        }

        var counts = job.Status == RecoveryStatus.Counting;
        if (!counts && endpoint.Status is not (EndpointStatus.Enabled or EndpointStatus.CatchingUp))
        {
            return new RecoveryCommand.Halt(job.Position, $"The endpoint is {endpoint.Status}; enable it, and then resume this recovery.", now);
        }

        // One second's worth at a time, so that a throttled job neither bursts nor reads the same events over and over.
        var room = counts ? Piece : Math.Min(Most, job.PerSecond);
        var size = counts ? Piece : Math.Min(Piece, room * 5);
        var read = await Read(feed, job, endpoint, size, cancellationToken);
        var picked = await Pick(feed, job, read, cancellationToken);
        var taken = picked.Take(room).ToList();
        var end = read.Count < size && taken.Count == picked.Count;
        var through = taken.Count < picked.Count ? taken[^1].Sequence : read.Count > 0 ? read[^1].Sequence : job.Position;
        return counts
            ? new RecoveryCommand.Count(job.Position, through, taken.Count, end, now)
            : new RecoveryCommand.Push(job.Position, through, [.. taken.Select(Item)], end, now);
    }

    private async Task<IReadOnlyList<LoggedEvent>> Read(string feed, RecoveryView job, EndpointView endpoint, int size, CancellationToken cancellationToken)
    {
        var types = EventTypes.All.Where(type => endpoint.Takes(type) && (job.Types.Count == 0 || EventTypes.Matches(job.Types, type))).ToList();
        return types.Count == 0
            ? []
            : await log.Read(new EventQuery(feed) { Types = types, From = job.From, To = job.To, After = job.Position, Limit = size }, cancellationToken);
    }

    /// <summary>What is about the endpoint itself is never for it.</summary>
    private async Task<List<LoggedEvent>> Pick(string feed, RecoveryView job, IReadOnlyList<LoggedEvent> read, CancellationToken cancellationToken)
    {
        var arrivals = await log.Arrivals(EndpointAddress.PushKind, new EndpointAddress(feed, job.EndpointId).ToString(), read, cancellationToken);
        return
        [
            .. read.Where(logged => logged.Subject != job.EndpointId
                && RecoveryKinds.Picks(job.Which, arrivals.TryGetValue(logged.Id, out var arrival) ? arrival : null)),
        ];
    }

    private static FeedItem Item(LoggedEvent logged) => new(logged.Id, logged.Type, logged.Subject, logged.Body) { Sequence = logged.Sequence };
}
