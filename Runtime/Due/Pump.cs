using System.Threading.Channels;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Due;

/// <summary>
/// Works off what is due, at a bounded rate: claims as many rows as it has free places, hands each to its worker, and
/// sleeps until the next due row, a signal from a commit, or the poll interval (for rows that other silos wrote).
/// </summary>
internal abstract partial class Pump<TClaim>(
    DueStore store, TimeProvider clock, RuntimeOptions options, int places, ILogger logger) : IAsyncDisposable
{
    /// <summary>A claim is asked for so many rows at once and no more: the statement stays short.</summary>
    private const int MaxClaim = 128;

    private readonly SemaphoreSlim _places = new(places);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private long _nextWake;

    /// <summary>How many rows are being worked on.</summary>
    public int InFlight => places - _places.CurrentCount;

    protected DueStore Store => store;

    protected RuntimeOptions Options => options;

    protected TimeProvider Clock => clock;

    /// <summary>Ends with the graceful stop.</summary>
    protected CancellationToken Stopping => _stopping.Token;

    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>Looks again soon; called by commits.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Looks again soon when a row comes due before the pump would look by itself.</summary>
    public void WakeFor(long due)
    {
        if (due < Volatile.Read(ref _nextWake))
        {
            Wake();
        }
    }

    /// <summary>Claims no more, and waits for what is in flight as long as the token allows; the rest is claimed anew elsewhere.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop;
        for (var taken = 0; taken < places; taken++)
        {
            await _places.WaitAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        // The places are left to the collector: a worker that outlived the stop still gives its own back.
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The sandbox clocks by which rows are due.</summary>
    protected abstract Task<List<(string Id, long Ahead)>> ClocksAsync(long now);

    protected abstract Task<List<TClaim>> ClaimAsync(string clockId, long now, int limit);

    protected abstract Task<long?> NextAsync(long now);

    /// <summary>Works on one row. Must not throw.</summary>
    protected abstract Task WorkAsync(TClaim claim, DateTimeOffset now);

    private async Task LoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (!await ClaimAllAsync())
                {
                    await SleepAsync();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database may be away: try again, and say so once a second and not faster.
                LogPumpFailed(logger, error, GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), _stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <summary>True when a clock had as many due rows as were asked for: then there may be more.</summary>
    protected virtual async Task<bool> ClaimAllAsync()
    {
        var more = await ClaimAsync("", TimeSpan.Zero);
        foreach (var (id, ahead) in await ClocksAsync(clock.GetUtcNow().ToMilliseconds()))
        {
            more |= await ClaimAsync(id, TimeSpan.FromMilliseconds(ahead));
        }

        return more;
    }

    protected async Task<bool> ClaimAsync(string clockId, TimeSpan ahead)
    {
        await _places.WaitAsync(_stopping.Token);
        var free = 1;
        while (free < MaxClaim && _places.Wait(0, CancellationToken.None))
        {
            free++;
        }

        var started = 0;
        try
        {
            var now = clock.GetUtcNow();
            var claims = await ClaimAsync(clockId, (now + ahead).ToMilliseconds(), free);
            foreach (var claim in claims)
            {
                started++;
                _ = RunAsync(claim, now);
            }

            return claims.Count == free;
        }
        finally
        {
            if (free > started)
            {
                _places.Release(free - started);
            }
        }
    }

    private async Task RunAsync(TClaim claim, DateTimeOffset now)
    {
        await Task.Yield();
        try
        {
            await WorkAsync(claim, now.Truncate());
        }
        catch (Exception error)
        {
            LogPumpFailed(logger, error, GetType().Name);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task SleepAsync()
    {
        var now = clock.GetUtcNow();
        var next = await NextAsync(now.ToMilliseconds());
        Volatile.Write(ref _nextWake, next ?? long.MaxValue);
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        List<Task> reasons = [_signal.Reader.WaitToReadAsync(awake.Token).AsTask(), Task.Delay(options.PollInterval, awake.Token)];
        if (next is { } due && due.ToTime() - now < TimeSpan.FromDays(1))
        {
            // One millisecond more, since timers may fire a little early and the row would not be due yet.
            // What has come due since the last look is no reason to wait at all.
            var wait = Math.Max(0, due - now.ToMilliseconds()) + 1;
            reasons.Add(Task.Delay(TimeSpan.FromMilliseconds(wait), clock, awake.Token));
        }

        await Task.WhenAny(reasons);
        await awake.CancelAsync();
        _signal.Reader.TryRead(out _);
        _stopping.Token.ThrowIfCancellationRequested();
    }

    [LoggerMessage(EventIds.PumpFailed, LogLevel.Error, "{Pump} failed; it goes on")]
    private static partial void LogPumpFailed(ILogger logger, Exception error, string pump);
}
