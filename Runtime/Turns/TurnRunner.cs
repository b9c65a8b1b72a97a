using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Turns;

/// <summary>
/// Carries a batch of turns of one grain to its answers: decide, commit, and when the commit was lost, load and decide
/// again. Deciding is pure, so doing it again is safe; nothing leaves before the commit.
/// </summary>
internal sealed partial class TurnRunner<TState, TCommand, TEvent, TView>(
    GrainId id,
    GrainModel<TState, TCommand, TEvent, TView> model,
    StateCodec<TState, TCommand, TEvent, TView> codec,
    TurnServices services,
    Action<StoredState<TState>?> publish)
    where TState : class
    where TCommand : class
    where TEvent : class
    where TView : class
{
    private const int MostDoubt = 8;

    /// <summary>The last state that is known to be committed; null when it must be loaded.</summary>
    public StoredState<TState>? Cached { get; set; }

    /// <summary>
    /// How many more turns ask the store whether memory still holds before they decide on it. A race was lost: others
    /// write this grain too, and to ask costs a fraction of a commit that comes to nothing.
    /// </summary>
    public int Doubt { get; set; }

    /// <summary>Answers every turn of the batch, with a result or an exception.</summary>
    public async Task RunAsync(List<PendingTurn<TState, TCommand>> turns)
    {
        var round = new Round();
        for (var attempt = 1; turns.Count > 0; attempt++)
        {
            try
            {
                if (await TryAsync(turns, round))
                {
                    return;
                }
            }
            catch (Exception error)
            {
                Cached = null;
                turns.ForEach(turn => turn.Fail(turn.Unresolved.Count == 0 ? error : Unknown(error)));
                return;
            }

            turns.RemoveAll(turn => turn.IsAnswered);
            if (attempt >= (round.StoreFails ? services.Options.MaxTries : services.Options.MaxRaces) && turns.Count > 0)
            {
                GiveUp(turns, round);
                return;
            }

            await Task.Delay(round.StoreFails ? Backoff.AfterFault(attempt) : services.Backoff.AfterRace(attempt));
        }
    }

    /// <summary>One try. True when all turns are answered.</summary>
    private async Task<bool> TryAsync(List<PendingTurn<TState, TCommand>> turns, Round round)
    {
        var fresh = Cached is null;
        try
        {
            if (!fresh && Doubt > 0)
            {
                Doubt = await StillHoldsAsync() ? Doubt - 1 : MostDoubt;
                fresh = true;
            }

            Cached ??= await LoadAsync();
            if (round.Failed)
            {
                await ResolveAsync(turns, round);
                turns.RemoveAll(turn => turn.IsAnswered);
            }
        }
        catch (StoreUnavailableException) when (round.StoreFails)
        {
            // It was not there for the commit either: ask again, for as long as the tries last.
            Cached = null;
            return false;
        }

        var builder = new CommitBuilder<TState, TCommand, TEvent, TView>(id, model, codec, Cached!, services);
        var (decided, doubtful) = DecideAll(turns, round, builder);
        if (doubtful)
        {
            // A refusal may only mean that the first try of the same request was accepted: look before saying no.
            await FindAnswersAsync(turns, round);
            builder = new CommitBuilder<TState, TCommand, TEvent, TView>(id, model, codec, Cached!, services);
            (decided, _) = DecideAll(turns, round, builder);
        }

        if (!builder.HasWork)
        {
            if (!fresh && services.Store.IsShared && !await StillHoldsAsync())
            {
                round.LookedUp = false;
                return false;
            }

            // What was looked up after a commit without an answer may be newer than what was loaded before it.
            Cached = round.Unknown ? null : Cached;
            publish(Cached);
            decided.ForEach(item => item.Turn.Complete(item.Answer));
            return true;
        }

        var outcome = await services.Committer.CommitAsync(builder.Build());
        return Settle(outcome, builder, decided, round);
    }

    private bool Settle(
        CommitOutcome outcome, CommitBuilder<TState, TCommand, TEvent, TView> builder, List<Decided> decided, Round round)
    {
        switch (outcome)
        {
            case CommitOutcome.Committed:
                Cached = builder.Commit.Version > 0 ? builder.After() : null;
                services.Metrics.Turns(id.Type, builder.Commit.Journal.Count);

                // Readers see it before the caller has its answer (G8).
                publish(Cached);
                decided.ForEach(item => item.Turn.Complete(item.Answer));
                Signal(builder.Commit);
                return true;

            case CommitOutcome.Conflict:
                services.Metrics.Conflict(id.Type);
                Doubt = MostDoubt;
                break;

            case CommitOutcome.Unknown:
                services.Metrics.Unknown(id.Type);
                LogUnknown(services.Logger, id, builder.Commit.Expected);
                round.Unknown = round.StoreFails = true;
                round.Since = Math.Min(round.Since, builder.Commit.Expected);
                decided.FindAll(item => item.TurnId is not null).ForEach(item => item.Turn.Unresolved.Add((item.TurnId!, item.Answer)));
                break;

            case CommitOutcome.RolledBack:
                round.StoreFails = true;
                break;

            default:
                Cached = null;
                var error = new InvalidOperationException($"The store refused what a turn of {id} wrote.");
                decided.ForEach(item => item.Turn.Fail(error));
                return true;
        }

        Cached = null;
        publish(null);
        round.Failed = true;
        return false;
    }

    /// <summary>Decides all turns in order. Doubtful: a keyed request came to no effect and its key was not looked up yet.</summary>
    private (List<Decided> Decided, bool Doubtful) DecideAll(
        List<PendingTurn<TState, TCommand>> turns, Round round, CommitBuilder<TState, TCommand, TEvent, TView> builder)
    {
        List<Decided> decided = [];
        Dictionary<string, (string Fingerprint, TurnAnswer<TState> Answer)> here = [];
        var doubtful = false;
        foreach (var turn in turns)
        {
            if (turn.Abandoned)
            {
                continue;
            }

            try
            {
                if (Known(turn, round, here) is { } known)
                {
                    services.Metrics.Replayed(id.Type);
                    decided.Add(new Decided(turn, known, null));
                    continue;
                }

                if (turn.Consumes is { } row && builder.Commit.Consumes.Contains(row))
                {
                    // Its claim lapsed while it waited, and it was claimed again: once is enough (G5).
                    decided.Add(new Decided(turn, builder.Unchanged(turn), null));
                    continue;
                }

                var (answer, turnId) = builder.Decide(turn);
                decided.Add(new Decided(turn, answer, turnId));
                if (turn.Request.Key is { } key)
                {
                    doubtful |= turnId is null && !round.Answers.ContainsKey(key) && !round.LookedUp && Cached!.Version > 0;
                    if (answer is TurnAnswer<TState>.Done)
                    {
                        here[key] = (turn.Request.Fingerprint, answer);
                    }
                }
            }
            catch (Exception bug)
            {
                LogTurnFailed(services.Logger, bug, id, turn.Command?.GetType().Name ?? "-");
                turn.Fail(bug);
            }
        }

        return (decided, doubtful);
    }

    private TurnAnswer<TState>? Known(
        PendingTurn<TState, TCommand> turn, Round round, Dictionary<string, (string Fingerprint, TurnAnswer<TState> Answer)> here)
    {
        if (turn.Request.Key is not { } key)
        {
            return null;
        }

        if (here.TryGetValue(key, out var earlier))
        {
            return earlier.Fingerprint != turn.Request.Fingerprint
                ? new TurnAnswer<TState>.Refused(KeyReused)
                : ((TurnAnswer<TState>.Done)earlier.Answer) with { Replayed = true };
        }

        if (!round.Answers.TryGetValue(key, out var row))
        {
            return null;
        }

        return row.Fingerprint != turn.Request.Fingerprint
            ? new TurnAnswer<TState>.Refused(KeyReused)
            : new TurnAnswer<TState>.Done(
                codec.DecodeAnswer(row, id), row.Version, row.CreatedAt, row.At, row.At.ToTime(), true, true);
    }

    private static Rejection KeyReused => new(
        RejectionKind.KeyReused,
        "idempotency_key_reused",
        "This idempotency key was used before with another body. Repeat the first body to get its answer, or take a new key.");

    private void Signal(GrainCommit commit)
    {
        var clockMoved = commit.ClockAhead is not null;
        long? earliest = clockMoved ? 0 : commit.Reminders.Count > 0 ? commit.Reminders.Min(row => row.DueAt) : null;

        var destinations = clockMoved || commit.Paces.Count + commit.Drops.Count + commit.Probes.Count + commit.Resends.Count > 0;
        services.Signals.Committed(id, destinations || commit.Recalls.Count > 0 ? null : MessagesOf(commit), earliest, destinations);
    }

    /// <summary>Where there may be something to send. A head that goes lets the next of its lane go: consumed messages count as well.</summary>
    private static HashSet<DestinationKey> MessagesOf(GrainCommit commit)
    {
        HashSet<DestinationKey> messages = [.. commit.Sends.Select(row => new DestinationKey(row.Kind, row.Destination))];
        if (commit.Consumes.Exists(consumed => consumed is Consumed.Message))
        {
            messages.Add(new DestinationKey(EffectWriter.GrainKind, ""));
        }

        return messages;
    }

    /// <summary>Who had a commit without an answer is told that nobody knows; all others, that nothing was done.</summary>
    private void GiveUp(List<PendingTurn<TState, TCommand>> turns, Round round)
    {
        foreach (var turn in turns)
        {
            turn.Fail(turn.Unresolved.Count > 0
                ? Unknown(null)
                : round.StoreFails
                ? new StoreUnavailableException($"The store did not take the turn of {id}.", null)
                : new OverloadedException($"Too many others changed {id} at the same time.", TimeSpan.FromSeconds(1)));
        }
    }

    private OutcomeUnknownException Unknown(Exception? inner) =>
        new($"The store did not say whether the turn of {id} was committed.", inner);

    private readonly record struct Decided(PendingTurn<TState, TCommand> Turn, TurnAnswer<TState> Answer, byte[]? TurnId);

    /// <summary>What the tries of one batch have learnt.</summary>
    private sealed class Round
    {
        /// <summary>A commit was lost or is unknown: keys and rows must be looked up before deciding again.</summary>
        public bool Failed { get; set; }

        /// <summary>A commit got no answer: whether it took place must be looked up.</summary>
        public bool Unknown { get; set; }

        /// <summary>The store does not take commits, or does not say: it is given time.</summary>
        public bool StoreFails { get; set; }

        public bool LookedUp { get; set; }

        /// <summary>The lowest version on which a commit without an answer was decided.</summary>
        public long Since { get; set; } = long.MaxValue;

        public Dictionary<string, RequestRow> Answers { get; } = [];
    }
}
