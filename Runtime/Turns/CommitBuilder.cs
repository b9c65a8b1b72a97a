using System.Text;
using System.Text.Json;
using Actors.Runtime.Storage;

namespace Actors.Runtime.Turns;

/// <summary>
/// Decides waiting turns one after another on one stored state, and gathers what they write into one commit. The
/// first sees the stored state, the next what the first left, and so on; none of it is visible before the commit.
/// </summary>
internal sealed class CommitBuilder<TState, TCommand, TEvent, TView>
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    private readonly GrainModel<TState, TCommand, TEvent, TView> _model;
    private readonly StateCodec<TState, TCommand, TEvent, TView> _codec;
    private readonly EffectWriter _effects;
    private readonly StoredState<TState> _base;
    private readonly TurnServices _services;

    public CommitBuilder(
        GrainId id,
        GrainModel<TState, TCommand, TEvent, TView> model,
        StateCodec<TState, TCommand, TEvent, TView> codec,
        StoredState<TState> stored,
        TurnServices services)
    {
        _model = model;
        _codec = codec;
        _base = stored;
        _services = services;
        State = stored.State;
        Chain = stored.Chain;
        CreatedAt = stored.CreatedAt;
        UpdatedAt = stored.UpdatedAt;
        Commit = new GrainCommit(id, stored.Version) { Schema = Math.Max(stored.Schema, model.SchemaVersion) };
        _effects = new EffectWriter(Commit, services.Commands);
    }

    public GrainCommit Commit { get; }

    public TState State { get; private set; }

    public byte[] Chain { get; private set; }

    public long CreatedAt { get; private set; }

    public long UpdatedAt { get; private set; }

    /// <summary>Whether there is anything to write.</summary>
    public bool HasWork => Commit.Version != _base.Version || Commit.Requests.Count > 0 || Commit.Consumes.Count > 0;

    /// <summary>Decides one turn and takes up what it writes. Throws what a bug in the model throws; then nothing of it is taken.</summary>
    public (TurnAnswer<TState> Answer, byte[]? TurnId) Decide(PendingTurn<TState, TCommand> turn)
    {
        if (turn.Request.ExpectedVersion is { } expected && expected != Commit.Version)
        {
            return (new TurnAnswer<TState>.Refused(VersionMismatch(expected, Commit.Version)), null);
        }

        var decision = turn.Command is null ? null : _model.Decide(State, turn.Command);
        if (decision is Decision<TEvent>.Rejected(var rejection))
        {
            // A reminder that means nothing any more has done its duty; a refused message waits for a person.
            if (turn.Consumes is Consumed.Reminder)
            {
                Consume(turn);
            }

            return (new TurnAnswer<TState>.Refused(rejection), null);
        }

        var accepted = decision as Decision<TEvent>.Accepted;
        var turnId = accepted is { Events.Count: > 0 } ? Apply(turn, accepted) : null;
        Consume(turn);
        var answer = new TurnAnswer<TState>.Done(
            State, Commit.Version, CreatedAt, UpdatedAt, turn.Request.At, turnId is not null, false);
        KeepAnswer(turn);
        return (answer, turnId);
    }

    /// <summary>The answer to a turn that was carried out before.</summary>
    public TurnAnswer<TState> Unchanged(PendingTurn<TState, TCommand> turn) =>
        new TurnAnswer<TState>.Done(State, Commit.Version, CreatedAt, UpdatedAt, turn.Request.At, false, true);

    /// <summary>Completes the row that will be written.</summary>
    public GrainCommit Build()
    {
        Commit.State = _codec.Encode(State, _base.Unknown);
        Commit.Chain = Chain;
        Commit.CreatedAt = CreatedAt;
        Commit.UpdatedAt = UpdatedAt;
        if (Commit.Version > 0)
        {
            Commit.Index = _model.Index(State);
            _effects.StampClock(ClockOf(Commit.Index));
        }

        return Commit;
    }

    /// <summary>The state as it stands once the commit is on disk.</summary>
    public StoredState<TState> After() =>
        new(State, Commit.Version, Commit.Schema, Chain, CreatedAt, UpdatedAt, _codec.Left(State, _base.Unknown));

    /// <summary>Due rows of a sandbox follow its owner's clock; production has one clock, without a name.</summary>
    private static string ClockOf(GrainIndex index) => index.Environment == DataEnvironment.Sandbox ? index.Owner : "";

    private static Rejection VersionMismatch(long expected, long version) => new(
        RejectionKind.PreconditionFailed,
        "version_mismatch",
        $"This was changed since you read it: it is at version {version}, you asked for {expected}. Read it again, and repeat with the ETag that you get.");

    private byte[] Apply(PendingTurn<TState, TCommand> turn, Decision<TEvent>.Accepted accepted)
    {
        // What may fail comes first: a turn that fails leaves nothing behind in the commit of its neighbours.
        var state = accepted.Events.Aggregate(State, _model.Evolve);
        var events = EncodeEvents(accepted.Events);
        var turnId = _services.NewTurnId();
        var at = turn.Request.At.ToMilliseconds();
        var version = Commit.Version + 1;
        var command = turn.Command!.GetType().Name;
        var chain = JournalChain.Next(
            Chain, Commit.Id, version, turnId, at, turn.Request.Actor, command, turn.Request.RequestId, turn.Trace, events);
        _effects.Add(accepted.Effects, turn.Trace, at, version);
        Commit.Journal.Add(new JournalRow(
            version, turnId, at, turn.Request.Actor, command, turn.Request.RequestId, turn.Trace, events, chain));
        Commit.Version = version;
        Chain = chain;
        State = state;
        CreatedAt = version == 1 ? at : CreatedAt;
        UpdatedAt = at;
        return turnId;
    }

    private void Consume(PendingTurn<TState, TCommand> turn)
    {
        if (turn.Consumes is not { } consumed)
        {
            return;
        }

        Commit.Consumes.Add(consumed);
        if (turn.Again is { } again && !_effects.Touched(again.Name))
        {
            _effects.Remind(again);
        }
    }

    private void KeepAnswer(PendingTurn<TState, TCommand> turn)
    {
        // A grain that was never written has nowhere to keep an answer, and nothing that a repeat could do twice.
        if (turn.Request.Key is { } key && Commit.Version > 0)
        {
            Commit.Requests.Add(new RequestRow(
                key, turn.Request.Fingerprint, Commit.Version, Commit.Schema, _codec.Encode(State, _base.Unknown),
                turn.Request.At.ToMilliseconds(), CreatedAt));
        }
    }

    private string EncodeEvents(IReadOnlyList<TEvent> events)
    {
        var text = new StringBuilder("[");
        foreach (var (i, @event) in events.Index())
        {
            text.Append(i == 0 ? "" : ",").Append(JsonSerializer.Serialize(@event, _model.EventJson));
        }

        return text.Append(']').ToString();
    }
}
