namespace Actors.Api.Limits;

/// <summary>
/// Quotas by id with the generic cell rate algorithm: all that is kept of an id is the instant at which its bucket is
/// full again. So a quota may change between two calls, as it does when silos come and go, and nothing needs a timer.
/// Memory is bounded by two generations: when the young one is full it becomes the old one, and what nobody asked for
/// since then is forgotten. Who keeps asking is never forgotten.
/// </summary>
/// <param name="capacity">How many ids are remembered at most.</param>
internal sealed class Buckets(TimeProvider time, int capacity)
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private Dictionary<string, long> _young = new(StringComparer.Ordinal);
    private Dictionary<string, long> _old = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    /// <summary>Takes one call out, or says how long to wait for it.</summary>
    public Verdict Take(string id, Quota quota) => Ask(id, quota, take: true);

    /// <summary>Looks without taking.</summary>
    public Verdict Look(string id, Quota quota) => Ask(id, quota, take: false);

    public bool Knows(string id)
    {
        lock (_gate)
        {
            return _young.ContainsKey(id) || _old.ContainsKey(id);
        }
    }

    private Verdict Ask(string id, Quota quota, bool take)
    {
        var interval = Math.Max(1, quota.Window.Ticks / quota.Calls);
        var burst = interval * quota.Calls;
        lock (_gate)
        {
            var now = time.GetElapsedTime(_origin).Ticks;
            var full = Math.Clamp(Read(id), now, now + burst);
            var wait = full + interval - now - burst;
            if (take && wait <= 0)
            {
                full += interval;
                Write(id, full);
            }

            return new Verdict(
                quota, (int)((burst - (full - now)) / interval), TimeSpan.FromTicks(full - now), wait <= 0 ? null : TimeSpan.FromTicks(wait));
        }
    }

    private long Read(string id)
    {
        if (_young.TryGetValue(id, out var full))
        {
            return full;
        }

        if (_old.Remove(id, out full))
        {
            Write(id, full);
        }

        return full;
    }

    private void Write(string id, long full)
    {
        if (_young.Count >= Math.Max(1, capacity / 2) && !_young.ContainsKey(id))
        {
            (_old, _young) = (_young, new Dictionary<string, long>(StringComparer.Ordinal));
        }

        _young[id] = full;
    }
}
