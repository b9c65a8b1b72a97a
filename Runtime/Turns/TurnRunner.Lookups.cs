using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Turns;

internal sealed partial class TurnRunner<TState, TCommand, TEvent, TView>
{
    private async Task<StoredState<TState>> LoadAsync()
    {
        var loaded = await services.Loader.LoadAsync(new LoadRequest(id, -1));
        return loaded.Row is { } row
            ? codec.Decode(row)
            : new StoredState<TState>(model.Initial, 0, model.SchemaVersion, [], 0, 0, null);
    }

    /// <summary>Whether what was decided from memory was decided on the last version; else memory is dropped.</summary>
    private async Task<bool> StillHoldsAsync()
    {
        var known = Cached!.Version;
        var loaded = await services.Loader.LoadAsync(new LoadRequest(id, known));
        var holds = loaded.Unchanged || (known == 0 && loaded.Row is null);
        if (!holds)
        {
            Cached = loaded.Row is { } row ? codec.Decode(row) : null;
        }

        return holds;
    }

    private async Task ResolveAsync(List<PendingTurn<TState, TCommand>> turns, Round round)
    {
        await FindOutcomesAsync(turns, round);
        if (round.Unknown && turns.Exists(turn => turn.IsAnswered))
        {
            // Nobody was told of that commit: whoever waits for the grain or for due work looks now.
            services.Signals.Committed(id, null, 0, true);
        }
    }

    /// <summary>
    /// After a lost commit: which of the turns took place after all? The journal knows by turn id, the kept answers by
    /// request key, and a consumed row is gone.
    /// </summary>
    private async Task FindOutcomesAsync(List<PendingTurn<TState, TCommand>> turns, Round round)
    {
        if (round.Unknown)
        {
            var committed = await FindAsync(() => services.Store.FindTurnsAsync(id, round.Since, CancellationToken.None));
            foreach (var turn in turns)
            {
                var found = turn.Unresolved.FindIndex(open => committed.Any(turnId => turnId.AsSpan().SequenceEqual(open.TurnId)));
                if (found >= 0)
                {
                    turn.Complete(turn.Unresolved[found].Answer);
                }
            }
        }

        await FindAnswersAsync(turns, round);
        foreach (var turn in turns)
        {
            if (turn is { IsAnswered: false, Consumes: { } consumed }
                && !await FindAsync(() => services.Store.ExistsAsync(id, consumed, CancellationToken.None)))
            {
                // Somebody, perhaps we, has done it: exactly once is enough (G5).
                var state = Cached!;
                turn.Complete(new TurnAnswer<TState>.Done(
                    state.State, state.Version, state.CreatedAt, state.UpdatedAt, turn.Request.At, false, true));
            }
        }
    }

    private async Task FindAnswersAsync(List<PendingTurn<TState, TCommand>> turns, Round round)
    {
        string[] keys = [.. turns.Where(turn => !turn.IsAnswered).Select(turn => turn.Request.Key).OfType<string>().Distinct()];
        if (keys.Length > 0)
        {
            foreach (var row in await FindAsync(() => services.Store.FindRequestsAsync(id, keys, CancellationToken.None)))
            {
                round.Answers[row.Key] = row;
            }
        }

        round.LookedUp = true;
    }

    private static async Task<T> FindAsync<T>(Func<Task<T>> find)
    {
        try
        {
            return await find();
        }
        catch (Exception error) when (error is not StoreUnavailableException)
        {
            throw new StoreUnavailableException("The store could not be read.", error);
        }
    }

    [LoggerMessage(EventIds.TurnFailed, LogLevel.Error, "A turn of {Grain} failed on {Command}: nothing of it was written")]
    private static partial void LogTurnFailed(ILogger logger, Exception error, GrainId grain, string command);

    [LoggerMessage(EventIds.CommitUnknown, LogLevel.Warning, "The commit of {Grain} on version {Version} got no answer; reading tells what became of it")]
    private static partial void LogUnknown(ILogger logger, GrainId grain, long version);
}
