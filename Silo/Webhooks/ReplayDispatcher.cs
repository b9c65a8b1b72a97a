using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Actors.Webhooks;

/// <summary>Reads the piece of the log that an endpoint waits for and hands it to its feed, which sends it.</summary>
internal sealed partial class ReplayDispatcher(IGrains grains, IEventLog log, ILogger<ReplayDispatcher> logger) : IDispatcher
{
    private const int Piece = 100;

    public string Kind => EndpointAddress.ReplayKind;

    public async Task<DispatchResult> Dispatch(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (feed, id) = EndpointAddress.Parse(message.Destination);
        var grain = grains.Get<IFeedGrain>(feed);
        var from = long.Parse(message.Body, CultureInfo.InvariantCulture);
        if (await grain.Read(cancellationToken) is { } known)
        {
            var events = await log.Read(new EventQuery(feed) { After = from - 1, Limit = Piece }, cancellationToken);

            // What is not kept any more is passed over; what came since the feed was read is for the next piece.
            var through = events.Count == Piece ? events[^1].Sequence : Math.Max(known.Value.Sequence, events.Count == 0 ? 0 : events[^1].Sequence);

            // Sequences have no gaps: what is not there was dropped when its time was over.
            if (through - from + 1 - events.Count is > 0 and var gone)
            {
                LogMissed(message.Destination, gone, from, through);
            }

            await grain.Execute(
                new FeedCommand.Replay(id, from, through, [.. events.Select(Item)], message.Now),
                new Request("system:delivery", message.Now) { RequestId = message.MessageId });
        }

        return new DispatchResult.Delivered(AttemptDetail.WithoutRequest(WebhookOutcome.Delivered));
    }

    private static FeedItem Item(LoggedEvent logged) => new(logged.Id, logged.Type, logged.Subject, logged.Body) { Sequence = logged.Sequence };
}
