using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Activations;

/// <summary>What the catalog must know of an activation.</summary>
internal abstract class Activation
{
    /// <summary>Set by every use, cleared by the catalog's round: what was not used in between may go.</summary>
    public bool Used { get; set; } = true;

    /// <summary>Closes it when nothing waits; a closed one takes no more turns.</summary>
    public abstract bool TryRetire();
}

/// <summary>
/// One grain in this process: its mailbox and the last state that is known to be committed. A cache: it may be dropped
/// at any time between turns, and a second one on another silo does no harm (G1 is kept by the version).
/// </summary>
internal sealed class Activation<TState, TCommand, TEvent, TView>(
    GrainId id,
    GrainModel<TState, TCommand, TEvent, TView> model,
    StateCodec<TState, TCommand, TEvent, TView> codec,
    TurnServices services) : Activation
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingTurn<TState, TCommand>> _mailbox = [];
    private StoredState<TState>? _committed;
    private int _doubt;
    private bool _running;
    private bool _retired;

    /// <summary>Puts a turn into the mailbox; false when this activation is closed and another must be taken.</summary>
    /// <exception cref="OverloadedException">The mailbox is full.</exception>
    public bool TryEnqueue(PendingTurn<TState, TCommand> turn)
    {
        lock (_gate)
        {
            if (_retired)
            {
                return false;
            }

            if (_mailbox.Count >= services.Options.MaxMailbox)
            {
                services.Metrics.Refused(id.Type);
                throw new OverloadedException($"Too many requests wait for {id}.", TimeSpan.FromSeconds(1));
            }

            Used = true;
            _mailbox.Enqueue(turn);
            if (_running)
            {
                return true;
            }

            _running = true;
        }

        _ = Task.Run(RunAsync);
        return true;
    }

    /// <summary>The last committed state; null when the grain was never written. Never older than the last acknowledged turn (G8).</summary>
    public async Task<StoredState<TState>?> ReadAsync()
    {
        Used = true;
        var known = Volatile.Read(ref _committed);
        if (known is not null && !services.Store.IsShared)
        {
            // A turn that was refused leaves the state of a grain that was never written: nothing to show.
            return known.Version == 0 ? null : known;
        }

        var loaded = await services.Loader.LoadAsync(new LoadRequest(id, known?.Version ?? -1));
        return loaded.Unchanged ? known : loaded.Row is null ? null : Offer(codec.Decode(loaded.Row));
    }

    public override bool TryRetire()
    {
        lock (_gate)
        {
            _retired |= !_running;
            return _retired;
        }
    }

    // At most one of these runs for an activation: it ends in the same lock in which the mailbox is seen empty.
    private async Task RunAsync()
    {
        var runner = new TurnRunner<TState, TCommand, TEvent, TView>(id, model, codec, services, Publish);
        while (true)
        {
            List<PendingTurn<TState, TCommand>> batch = [];
            lock (_gate)
            {
                while (batch.Count < services.Options.MaxCoalesced && _mailbox.TryDequeue(out var turn))
                {
                    batch.Add(turn);
                }

                if (batch.Count == 0)
                {
                    _running = false;
                    return;
                }

                (runner.Cached, runner.Doubt) = (_committed, _doubt);
            }

            await runner.RunAsync(batch);
            _doubt = runner.Doubt;
            Publish(runner.Cached);
        }
    }

    /// <summary>What readers see from now on. One of them may have seen a newer state, of another silo; after a lost commit there is none.</summary>
    private void Publish(StoredState<TState>? ours)
    {
        lock (_gate)
        {
            _committed = ours is not null && _committed is { } theirs && theirs.Version > ours.Version ? theirs : ours;
        }
    }

    private StoredState<TState> Offer(StoredState<TState> loaded)
    {
        lock (_gate)
        {
            if (_committed is null ? !_running : loaded.Version > _committed.Version)
            {
                _committed = loaded;
            }

            return loaded;
        }
    }
}
