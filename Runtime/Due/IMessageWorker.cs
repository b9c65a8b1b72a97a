using System.Diagnostics;
using Actors.Runtime.Activations;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Due;

/// <summary>Works on the messages of one kind.</summary>
internal interface IMessageWorker
{
    string Kind { get; }

    /// <summary>What came of it; null when the message went with a commit already.</summary>
    Task<MessageOutcome?> WorkAsync(ClaimedMessage message, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>Messages to the world outside, through the dispatcher of their kind.</summary>
internal sealed class DispatcherWorker(IDispatcher dispatcher) : IMessageWorker
{
    public string Kind => dispatcher.Kind;

    public async Task<MessageOutcome?> WorkAsync(ClaimedMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var activity = RuntimeActivities.Continue("dispatch " + message.Kind, message.Trace);
        var started = Stopwatch.GetTimestamp();
        var result = await dispatcher.Dispatch(ToMessage(message, now), cancellationToken);
        var at = now.ToMilliseconds();

        // A receiver that takes its time is given the whole pause all the same.
        var ended = now + Stopwatch.GetElapsedTime(started);
        return result switch
        {
            DispatchResult.Delivered => new MessageOutcome(message, at, result.Detail, null, false),
            DispatchResult.Retry retry => new MessageOutcome(message, at, result.Detail, (ended + retry.Delay).ToMilliseconds(), false),
            DispatchResult.Stop => new MessageOutcome(message, at, result.Detail, at, false) { Stopped = true },
            DispatchResult.Park => new MessageOutcome(message, at, result.Detail, null, true),
            _ => throw new InvalidOperationException("A dispatch result of no kind."),
        };
    }

    private static OutboxMessage ToMessage(ClaimedMessage message, DateTimeOffset now) => new(
        message.Sequence, message.Kind, message.Destination, message.Subject, message.MessageId, message.Topic, message.Body,
        message.Attempts + 1, message.CreatedAt.ToTime(), now, message.DeadlineAt?.ToTime())
    { Context = message.Context };
}

/// <summary>Messages from grain to grain: the turn that they cause takes them away in its commit (G5).</summary>
internal sealed class GrainWorker(GrainRegistry registry) : IMessageWorker
{
    public string Kind => EffectWriter.GrainKind;

    public async Task<MessageOutcome?> WorkAsync(ClaimedMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var activity = RuntimeActivities.Continue("tell " + message.Destination, message.Trace);
        var slash = message.Destination.IndexOf('/', StringComparison.Ordinal);
        var target = new GrainId(message.Destination[..slash], message.Destination[(slash + 1)..]);
        var kind = registry.Find(target.Type)
            ?? throw new InvalidOperationException($"No grain type is registered as '{target.Type}'.");
        var rejection = await kind.DeliverAsync(target, message, now);
        return rejection is null
            ? null
            : new MessageOutcome(
                message, now.ToMilliseconds(), AttemptDetail.WithoutRequest("rejected_" + rejection.Code, rejection.Detail), null, true);
    }
}
