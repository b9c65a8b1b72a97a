using System.Diagnostics;
using Actors.Runtime.Storage;

namespace Actors.Runtime.Due;

/// <summary>
/// Knows which destinations something waits for. To look at all takes a look-up for each: where that is dear, because
/// thousands are paused or throttled, it is done at intervals, and in between only at those that something was written
/// for or that changed.
/// </summary>
/// <param name="cheap">A look at all that took no longer may be made each time.</param>
/// <param name="others">How often what was written is looked for: this silo's own commits say it themselves.</param>
internal sealed class DestinationLooks(DestinationStore store, string kind, TimeSpan cheap, TimeSpan others)
{
    /// <summary>Looks at all take a twentieth of the time at most.</summary>
    private const int Share = 20;

    /// <summary>Commits side by side become visible a little out of order.</summary>
    private const int Overlap = 1_000;

    private const int MaxRecent = 5_000;

    private readonly Lock _gate = new();
    private HashSet<string> _changed = new(StringComparer.Ordinal);
    private bool _anyChanged = true;
    private Dictionary<string, Waiting> _known = new(StringComparer.Ordinal);
    private TimeSpan _cost;
    private long _looked;
    private long _last;
    private long _lookedForOthers;

    /// <summary>Something was done about a destination: it is looked at anew.</summary>
    public void Changed(string destination)
    {
        lock (_gate)
        {
            _changed.Add(destination);
        }
    }

    /// <summary>Any destination may have changed: all are looked at anew.</summary>
    public void Changed()
    {
        lock (_gate)
        {
            _anyChanged = true;
        }
    }

    public async Task<IReadOnlyCollection<Waiting>> LookAsync(CancellationToken cancellationToken)
    {
        HashSet<string> changed;
        bool all;
        lock (_gate)
        {
            (changed, _changed) = (_changed, new HashSet<string>(StringComparer.Ordinal));
            (all, _anyChanged) = (_anyChanged, false);
        }

        try
        {
            if (all || _cost <= cheap || Stopwatch.GetElapsedTime(_looked) > _cost * Share
                || !await LookAtRecentAsync(changed, cancellationToken))
            {
                await LookAtAllAsync(cancellationToken);
            }

            return _known.Values;
        }
        catch
        {
            // What had changed is not known any more.
            Changed();
            throw;
        }
    }

    private async Task LookAtAllAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _last = await store.LastAsync(cancellationToken);
        _known = (await store.WaitingAsync(kind, cancellationToken)).ToDictionary(waiting => waiting.Destination, StringComparer.Ordinal);
        _cost = Stopwatch.GetElapsedTime(started);
        _looked = Stopwatch.GetTimestamp();
    }

    /// <summary>False when so much was written that all may as well be looked at.</summary>
    private async Task<bool> LookAtRecentAsync(HashSet<string> changed, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(_lookedForOthers) >= others && !await LookForOthersAsync(changed, cancellationToken))
        {
            return false;
        }

        if (changed.Count > 0)
        {
            foreach (var destination in changed)
            {
                _known.Remove(destination);
            }

            foreach (var waiting in await store.WaitingAsync(kind, cancellationToken, changed))
            {
                _known[waiting.Destination] = waiting;
            }
        }

        return true;
    }

    private async Task<bool> LookForOthersAsync(HashSet<string> changed, CancellationToken cancellationToken)
    {
        _lookedForOthers = Stopwatch.GetTimestamp();
        var recent = await store.RecentAsync(_last - Overlap, MaxRecent, cancellationToken);
        changed.UnionWith(recent.Where(written => written.Key.Kind == kind).Select(written => written.Key.Destination));
        if (recent.Sum(written => written.Count) == MaxRecent)
        {
            return false;
        }

        _last = recent.Aggregate(_last, (last, written) => Math.Max(last, written.Last));
        return true;
    }
}
