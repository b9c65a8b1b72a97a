using Actors.Runtime.Diagnostics;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Activations;

/// <summary>The door: so many turns at once and no more, and none while the silo stops.</summary>
internal sealed class Admission(RuntimeOptions options, RuntimeMetrics metrics)
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private volatile bool _closed;

    /// <summary>How many turns are under way.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <exception cref="OverloadedException">Full or closed.</exception>
    public Ticket Enter(string type)
    {
        if (Interlocked.Increment(ref _inside) > options.MaxTurns || _closed)
        {
            Leave();
            metrics.Refused(type);
            throw new OverloadedException(
                _closed ? "This silo is stopping." : "This silo has as many requests as it can work on.", TimeSpan.FromSeconds(1));
        }

        return new Ticket(this);
    }

    /// <summary>Lets nobody in any more, and returns when the last one has left.</summary>
    public Task CloseAsync()
    {
        _closed = true;
        if (Inside == 0)
        {
            _drained.TrySetResult();
        }

        return _drained.Task;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _inside) == 0 && _closed)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>One turn's stay.</summary>
    internal readonly struct Ticket(Admission admission) : IDisposable
    {
        public void Dispose() => admission.Leave();
    }
}
