using System.Collections.Concurrent;

namespace Actors.Runtime.Activations;

/// <summary>
/// The activations of this silo, at most as many as configured: the longest unused go first (second chance).
/// </summary>
internal sealed class Catalog(int maxActivations)
{
    /// <summary>How many are looked at when one too many is added; bounds the work that a call pays for.</summary>
    private const int Looks = 8;

    private readonly ConcurrentDictionary<GrainId, Activation> _activations = [];
    private readonly ConcurrentQueue<GrainId> _clock = [];
    private int _count;

    /// <summary>How many activations there are.</summary>
    public int Count => Volatile.Read(ref _count);

    public Activation GetOrAdd<TArgument>(GrainId id, Func<GrainId, TArgument, Activation> create, TArgument argument)
    {
        if (_activations.TryGetValue(id, out var activation))
        {
            // Those that were busy when others came stay until somebody looks again.
            Shrink();
            return activation;
        }

        var created = create(id, argument);
        activation = _activations.GetOrAdd(id, created);
        if (ReferenceEquals(activation, created))
        {
            Interlocked.Increment(ref _count);
            _clock.Enqueue(id);
            Shrink();
        }

        return activation;
    }

    /// <summary>Takes out a closed activation, so that the next call makes a new one.</summary>
    public void Remove(GrainId id, Activation activation)
    {
        if (_activations.TryRemove(new KeyValuePair<GrainId, Activation>(id, activation)))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Drops what was not used since the last sweep; what is used now may go with the next.</summary>
    public void Sweep()
    {
        for (var left = _clock.Count; left > 0 && Look(); left--)
        {
        }
    }

    private void Shrink()
    {
        for (var look = 0; look < Looks && Count > maxActivations && Look(); look++)
        {
        }
    }

    /// <summary>Looks at the one that was looked at longest ago: drops it, or gives it another chance. False when there is none.</summary>
    private bool Look()
    {
        if (!_clock.TryDequeue(out var id))
        {
            return false;
        }

        if (!_activations.TryGetValue(id, out var candidate))
        {
            return true;
        }

        if (!candidate.Used && candidate.TryRetire())
        {
            Remove(id, candidate);
            return true;
        }

        candidate.Used = false;
        _clock.Enqueue(id);
        return true;
    }
}
