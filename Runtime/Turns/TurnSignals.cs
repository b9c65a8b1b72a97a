using System.Collections.Concurrent;
using Actors.Runtime.Storage;

namespace Actors.Runtime.Turns;

/// <summary>Tells in this process that something was committed: pumps wake up, screens look again.</summary>
internal sealed class TurnSignals
{
    private readonly ConcurrentDictionary<GrainId, TaskCompletionSource> _watched = [];

    /// <summary>Raised when a commit wrote or freed messages, with where to; null when that may be anywhere.</summary>
    public event Action<IReadOnlyCollection<DestinationKey>?>? Messages;

    /// <summary>Raised before <see cref="Messages"/> when destinations may be sent to otherwise than before.</summary>
    public event Action? Destinations;

    /// <summary>Raised when a commit set reminders, with the earliest due time in milliseconds; 0 when a clock moved.</summary>
    public event Action<long>? Reminders;

    /// <param name="messages">Where messages were written or freed to; null for anywhere, empty for none.</param>
    public void Committed(GrainId grain, IReadOnlyCollection<DestinationKey>? messages, long? reminder, bool destinations = false)
    {
        if (destinations)
        {
            Destinations?.Invoke();
        }

        if (!_watched.IsEmpty && _watched.TryRemove(grain, out var source))
        {
            source.TrySetResult();
        }

        if (messages is null or { Count: > 0 })
        {
            Messages?.Invoke(messages);
        }

        if (reminder is { } due)
        {
            Reminders?.Invoke(due);
        }
    }

    /// <summary>Messages were written outside of turns.</summary>
    public void MessagesWritten() => Messages?.Invoke(null);

    /// <summary>Completes with the next commit of the grain in this silo.</summary>
    public Task Next(GrainId grain) =>
        _watched.GetOrAdd(grain, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>How many grains are watched.</summary>
    public int Watched => _watched.Count;

    /// <summary>Lets go of a signal that its taker no longer waits for.</summary>
    public void Release(GrainId grain, Task signal)
    {
        if (_watched.TryGetValue(grain, out var source) && source.Task == signal
            && _watched.TryRemove(new KeyValuePair<GrainId, TaskCompletionSource>(grain, source)))
        {
            source.TrySetResult();
        }
    }
}
