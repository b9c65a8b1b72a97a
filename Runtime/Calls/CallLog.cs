using System.Threading.Channels;
using Actors.Runtime.Diagnostics;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Calls;

/// <summary>
/// Collects calls and writes them a moment later, many at a time: on the embedded file each write is a sync that turns
/// would wait for. Bounded in rows and in memory; what does not fit is dropped and counted, never waited for.
/// </summary>
internal sealed partial class CallLog : ICallLog, IAsyncDisposable
{
    private const int MaxBatch = 500;
    private const int Tries = 4;

    /// <summary>Bodies wait as UTF-16: this many bytes of memory at most.</summary>
    private const long MaxWaitingBytes = 64L * 1024 * 1024;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly CallStore _store;
    private readonly CallReader _reader;
    private readonly Func<Exception, StoreFault> _classify;
    private readonly RuntimeMetrics _metrics;
    private readonly ILogger<CallLog> _logger;
    private readonly Channel<Item> _channel;
    private readonly SemaphoreSlim _hurry = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private long _waitingBytes;
    private long _dropped;

    public CallLog(Database database, Func<Exception, StoreFault> classify, RuntimeOptions options, RuntimeMetrics metrics, ILogger<CallLog> logger)
    {
        _store = new CallStore(database);
        _reader = new CallReader(database);
        _classify = classify;
        _metrics = metrics;
        _logger = logger;
        _channel = Channel.CreateBounded<Item>(new BoundedChannelOptions(options.MaxCallsWaiting) { SingleReader = true });
        metrics.Observe("actors.calls.waiting", "{call}", "Calls that wait to be logged", () => _channel.Reader.Count);
        _loop = Task.Run(WorkAsync);
    }

    public void Add(CallRecord call)
    {
        var size = 2L * call.Size;
        if (Interlocked.Add(ref _waitingBytes, size) > MaxWaitingBytes || !_channel.Writer.TryWrite(new Item(call, null)))
        {
            Interlocked.Add(ref _waitingBytes, -size);
            Drop(1);
        }
        else if (_channel.Reader.Count >= MaxBatch)
        {
            Hurry();
        }
    }

    public async Task<CallPage> List(CallQuery query, CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
        return await _reader.ListAsync(query, cancellationToken);
    }

    public async Task<CallRecord?> Find(string id, CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
        return await _reader.FindAsync(id, cancellationToken);
    }

    /// <summary>Drops what is past its time or too much.</summary>
    public Task PruneAsync(long before, RuntimeOptions options, CancellationToken cancellationToken) =>
        _store.PruneAsync(before, options.MaxCalls, options.MaxCallBytes, cancellationToken);

    /// <summary>Takes no more, and returns when all that was taken is written, or cannot be.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _channel.Writer.TryComplete();
        await _stopping.CancelAsync();
        Hurry();
        await _loop.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(StopLimit);
            await StopAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            LogAbandoned(_logger, _channel.Reader.Count);
        }
    }

    /// <summary>A reader finds what it did a moment ago: what waits is written first, unless that takes long.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_channel.Reader.Count > 0 && _channel.Writer.TryWrite(new Item(null, done)))
        {
            Hurry();
            await Task.WhenAny(done.Task, Task.Delay(FlushLimit, cancellationToken));
        }
    }

    private void Hurry()
    {
        try
        {
            _hurry.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has asked already.
        }
    }

    private async Task WorkAsync()
    {
        while (await _channel.Reader.WaitToReadAsync())
        {
            if (!_stopping.IsCancellationRequested)
            {
                await _hurry.WaitAsync(Linger);
            }

            for (var (calls, flushes) = Take(); calls.Count + flushes.Count > 0; (calls, flushes) = Take())
            {
                await WriteAsync(calls);
                flushes.ForEach(flush => flush.TrySetResult());
            }

            Report();
        }
    }

    private (List<CallRecord> Calls, List<TaskCompletionSource> Flushes) Take()
    {
        List<CallRecord> calls = [];
        List<TaskCompletionSource> flushes = [];
        while (calls.Count < MaxBatch && _channel.Reader.TryRead(out var item))
        {
            if (item.Call is { } call)
            {
                calls.Add(call);
            }

            if (item.Flush is { } flush)
            {
                flushes.Add(flush);
            }
        }

        return (calls, flushes);
    }

    private async Task WriteAsync(List<CallRecord> calls)
    {
        try
        {
            if (calls.Count > 0 && !await TryWriteAsync(calls))
            {
                // One that the store refuses must not take its neighbours with it.
                foreach (var call in calls)
                {
                    Drop(await TryWriteAsync([call]) ? 0 : 1);
                }
            }
        }
        catch (Exception error)
        {
            LogFailed(_logger, error, calls.Count);
            Drop(calls.Count);
        }
        finally
        {
            Interlocked.Add(ref _waitingBytes, -calls.Sum(call => 2L * call.Size));
        }
    }

    /// <summary>False when the store refuses the data; throws when it does not answer for a while.</summary>
    private async Task<bool> TryWriteAsync(List<CallRecord> calls)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                _metrics.CallsLogged(await _store.WriteAsync(calls, CancellationToken.None));
                return true;
            }
            catch (Exception error) when (_classify(error) == StoreFault.Invalid)
            {
                return false;
            }
            catch (Exception) when (tries < Tries && !_stopping.IsCancellationRequested)
            {
                await PauseAsync(TimeSpan.FromMilliseconds(125 << tries));
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the last try is now.
        }
    }

    private void Drop(int count)
    {
        if (count > 0)
        {
            Interlocked.Add(ref _dropped, count);
            _metrics.CallsDropped(count);
        }
    }

    /// <summary>One line for many: a line for each would add to the load that they were dropped for.</summary>
    private void Report()
    {
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            LogDropped(_logger, dropped);
        }
    }

    private readonly record struct Item(CallRecord? Call, TaskCompletionSource? Flush);
}
