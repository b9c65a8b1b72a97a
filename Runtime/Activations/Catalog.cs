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

    private void Shrink()
    {
        for (var look = 0; look < Looks && Count > maxActivations && _clock.TryDequeue(out var id); look++)
        {
            if (!_activations.TryGetValue(id, out var candidate))
            {
                continue;
            }

            if (candidate.Used)
            {
                candidate.Used = false;
                _clock.Enqueue(id);
            }
            else if (candidate.TryRetire())
            {
                Remove(id, candidate);
            }
            else
            {
                _clock.Enqueue(id);
            }
        }
    }
}
