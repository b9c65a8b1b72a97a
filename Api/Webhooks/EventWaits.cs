using System.Collections.Concurrent;
using Actors.Api.Http;
using Microsoft.Extensions.Hosting;

namespace Actors.Api.Webhooks;

/// <summary>
/// Those who wait for their next event: bounded, so that they cannot use up the silo's connections, and each account has
/// a share, so that few cannot use up the places of all. Who finds no place though its account has one is answered at
/// once with what there is.
/// </summary>
internal sealed class EventWaits(IEventLog log, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int Most = 1_000;

    /// <summary>For one account in one environment: far more than those that follow a feed in earnest.</summary>
    private const int Share = 50;

    /// <summary>Between two calls of the same listener lies some of its own work.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _left = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _waiting = new(StringComparer.Ordinal);
    private int _open;

    /// <summary>
    /// Whether somebody waits for a feed's events, or did a moment ago. Known to this silo alone: with several, a listener
    /// at another one is not seen, and orders go to the manual queue at once, as without it.
    /// </summary>
    public bool IsFollowed(string feed) =>
        _waiting.GetValueOrDefault(feed) > 0 || (_left.TryGetValue(feed, out var left) && time.GetElapsedTime(left) < Grace);

    /// <summary>What an account hears that has used its share up.</summary>
    public static Problem UsedUp { get; } = new(
        429,
        "too_many_waits",
        $"{Share} calls of your account wait for its next event already. Follow the feed from one place, ask without 'wait', or try again after the seconds in Retry-After.");

    /// <summary>
    /// What a query finds; when that is nothing, what it finds after the next change, within a limit. Null when the
    /// account's share is used up.
    /// </summary>
    public async Task<IReadOnlyList<LoggedEvent>?> Read(Call call, EventQuery query, TimeSpan longest)
    {
        // Counted before the first look: an order that comes right after it finds somebody waiting.
        var isWithinShare = _waiting.AddOrUpdate(query.Log, 1, (_, count) => count + 1) <= Share;
        var hasPlace = Interlocked.Increment(ref _open) <= Most;
        try
        {
            if (!isWithinShare)
            {
                return null;
            }

            using var life = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, lifetime.ApplicationStopping);
            life.CancelAfter(hasPlace ? longest : TimeSpan.Zero);
            return await Wait(call, query, life.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            _left[query.Log] = time.GetTimestamp();
            if (_waiting.AddOrUpdate(query.Log, 0, (_, count) => count - 1) == 0)
            {
                _waiting.TryRemove(KeyValuePair.Create(query.Log, 0));
            }

            Forget();
        }
    }

    private async Task<IReadOnlyList<LoggedEvent>> Wait(Call call, EventQuery query, CancellationToken ended)
    {
        while (true)
        {
            // The version is read before the log: an event in between is a change that is not slept through.
            var seen = (await call.Feed().Read(call.Aborted))?.Version ?? 0;
            var found = await log.Read(query, call.Aborted);
            if (found.Count > 0 || ended.IsCancellationRequested)
            {
                return found;
            }

            try
            {
                await call.Grains.WaitForChange(new GrainId(GrainTypeNames.Feed, query.Log), seen, ended);
            }
            catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
            {
                // Time is up, or the silo stops: one last look.
            }
        }
    }

    /// <summary>Listeners of long ago leave nothing behind.</summary>
    private void Forget()
    {
        if (_left.Count > Most)
        {
            foreach (var (feed, left) in _left.Where(pair => time.GetElapsedTime(pair.Value) >= Grace))
            {
                _left.TryRemove(KeyValuePair.Create(feed, left));
            }
        }
    }
}
