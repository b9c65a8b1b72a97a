using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Activations;

/// <summary>The door to all grains.</summary>
internal sealed class Grains(
    GrainRegistry registry, ListStore lists, JournalStore journal, Loader loader, ITurnStore store, TurnSignals signals) : IGrains
{
    /// <summary>How often a screen looks for turns of other silos.</summary>
    private static readonly TimeSpan OtherSilos = TimeSpan.FromSeconds(1);

    public TGrain Get<TGrain>(string key)
        where TGrain : IGrain
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > GrainId.MaxKeyLength || key.Contains('\0', StringComparison.Ordinal) || HasHalfCharacter(key))
        {
            // One such key would make the whole batch fail that it is read or written with.
            throw new ArgumentException($"A grain's key has at most {GrainId.MaxKeyLength} characters, all whole, and no null character.", nameof(key));
        }

        return registry.Get<TGrain>(key);
    }

    public async Task<Page<TView>> List<TView>(ListQuery query, CancellationToken cancellationToken = default)
        where TView : class
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 100);
        var lister = registry.ListerOf<TView>();
        var statuses = query.Statuses.Count == 0 ? lister.Model.Statuses : [.. query.Statuses.Distinct()];
        var rows = await lists.ListAsync(lister.Model.Type, statuses, query, cancellationToken);
        var shown = rows.Take(query.Limit).Select(lister.Show).ToList();
        if (query.Before is not null)
        {
            shown.Reverse();
        }

        return new Page<TView>(shown, rows.Count > query.Limit);
    }

    public async Task<IReadOnlyList<JournalEntry>> History(
        GrainId grain, long after, int limit, CancellationToken cancellationToken = default)
    {
        var rows = await journal.HistoryAsync(grain, after, limit, cancellationToken);
        return [.. rows.Select(row => new JournalEntry(
            row.Version, row.At.ToTime(), row.Actor, row.Command, row.RequestId, TraceId(row.Trace), row.Events))];
    }

    public async Task<IReadOnlyList<AttemptEntry>> Attempts(string subject, int limit, CancellationToken cancellationToken = default) =>
        await journal.AttemptsAsync(subject, limit, cancellationToken);

    public async Task WaitForChange(GrainId grain, long version, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // The signal is taken before the look: a commit in between is not missed.
            var signal = signals.Next(grain);
            try
            {
                var loaded = await loader.LoadAsync(new LoadRequest(grain, version)).WaitAsync(cancellationToken);
                if (!loaded.Unchanged && loaded.Row is not null)
                {
                    return;
                }

                await signal.WaitAsync(store.IsShared ? OtherSilos : TimeSpan.FromSeconds(30), cancellationToken);
            }
            catch (TimeoutException)
            {
                // Time to look again.
            }
            finally
            {
                // However the wait ended: a grain that nobody watches leaves nothing in memory. Others who watch it look once more.
                signals.Release(grain, signal);
            }
        }
    }

    private static bool HasHalfCharacter(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (char.IsSurrogate(key[i]) && !(i + 1 < key.Length && char.IsSurrogatePair(key[i], key[++i])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The trace id within a W3C trace parent.</summary>
    private static string TraceId(string trace) => trace.Length > 35 ? trace[3..35] : trace;
}
