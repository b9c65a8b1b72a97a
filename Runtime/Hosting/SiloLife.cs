using Actors.Runtime.Calls;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Hosting;

/// <summary>
/// A silo's heartbeat and housekeeping. Nothing is decided by heartbeats: they are only looked at, and a silo whose
/// heartbeat fails goes on.
/// </summary>
internal sealed partial class SiloLife(
    OpenedStore store, TimeProvider time, CallLog calls, Census census, SiloSettings settings, string id, Action sweep, ILogger<SiloLife> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private const int BeatsBetweenPrunes = 12;

    /// <summary>Grains that nobody asked for in five to ten minutes leave the memory.</summary>
    private const int BeatsBetweenSweeps = 60;

    /// <summary>Three beats missed: it is not counted on any more.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SiloStore _silos = store.Silos;
    private readonly long _startedAt = store.Clock.GetUtcNow().ToMilliseconds();
    private Task _loop = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken);
        LogStarted(logger, id, settings.Address);
        _loop = Task.Run(LoopAsync, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        LogStopping(logger, id);
        try
        {
            await _silos.ForgetAsync(id, (store.Clock.GetUtcNow() - Forgotten).ToMilliseconds(), CancellationToken.None);
        }
        catch (Exception error)
        {
            LogHeartbeatFailed(logger, error, id);
        }

        _stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        for (var beat = 0L; ; beat++)
        {
            try
            {
                await Task.Delay(Beat, time, _stopping.Token);
                await BeatAsync(_stopping.Token);
                if (beat % BeatsBetweenSweeps == BeatsBetweenSweeps - 1 || IsMemoryShort())
                {
                    sweep();
                }

                if (beat % BeatsBetweenPrunes == 0)
                {
                    await PruneAsync(time.GetUtcNow());
                    await calls.PruneAsync((time.GetUtcNow() - settings.Runtime.KeepCalls).ToMilliseconds(), settings.Runtime, _stopping.Token);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogHeartbeatFailed(logger, error, id);
            }
        }
    }

    private static bool IsMemoryShort()
    {
        var memory = GC.GetGCMemoryInfo();
        return memory.HighMemoryLoadThresholdBytes > 0 && memory.MemoryLoadBytes >= memory.HighMemoryLoadThresholdBytes;
    }

    private async Task PruneAsync(DateTimeOffset now)
    {
        await _silos.ForgetAsync("", (store.Clock.GetUtcNow() - Forgotten).ToMilliseconds(), _stopping.Token);
        var (answers, attempts, events) = (
            (now - settings.Runtime.KeepAnswers).ToMilliseconds(), (now - settings.Runtime.KeepAttempts).ToMilliseconds(),
            (now - settings.Runtime.KeepEvents).ToMilliseconds());

        // Some at a time, so that no statement is long, and until nothing is left, so that the tables do not outgrow it.
        while (await _silos.PruneAsync(answers, attempts, events, _stopping.Token) > 0)
        {
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        await store.LookAtClockAsync(cancellationToken);
        var now = store.Clock.GetUtcNow();
        await _silos.HeartbeatAsync(id, settings.Address, settings.Version, _startedAt, now.ToMilliseconds(), cancellationToken);

        // An embedded file has one silo, whatever a dead one left in the list.
        census.Found(settings.Postgres is null ? 1 : await _silos.CountAsync((now - Alive).ToMilliseconds(), cancellationToken));
    }

    [LoggerMessage(EventIds.SiloStarted, LogLevel.Information, "Silo {Id} started at {Address}")]
    private static partial void LogStarted(ILogger logger, string id, string address);

    [LoggerMessage(EventIds.SiloStopping, LogLevel.Information, "Silo {Id} stopped")]
    private static partial void LogStopping(ILogger logger, string id);

    [LoggerMessage(EventIds.HeartbeatFailed, LogLevel.Warning, "The heartbeat of silo {Id} failed; it goes on")]
    private static partial void LogHeartbeatFailed(ILogger logger, Exception error, string id);
}
