namespace Actors.Commands.Listen;

/// <summary>How far everything was received. Events of several orders overtake each other; the place does not.</summary>
internal sealed class Position(long start)
{
    private readonly Lock _gate = new();
    private readonly SortedSet<long> _open = [];
    private long _latest = start;

    /// <summary>The sequence to go on after: nothing up to it is missing.</summary>
    public long Reached
    {
        get
        {
            lock (_gate)
            {
                return _open.Count > 0 ? _open.Min - 1 : _latest;
            }
        }
    }

    public void Begin(long sequence)
    {
        lock (_gate)
        {
            _open.Add(sequence);
            _latest = Math.Max(_latest, sequence);
        }
    }

    public void End(long sequence)
    {
        lock (_gate)
        {
            _open.Remove(sequence);
        }
    }
}
