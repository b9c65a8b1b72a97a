using System.Threading.Channels;

namespace Actors.Runtime.Turns;

/// <summary>
/// Collects items while earlier ones are being worked on, and hands over all that wait at once: the busier it is, the
/// larger the batches, and nobody waits for a timer.
/// </summary>
internal sealed class BatchQueue<T> : IAsyncDisposable
{
    private readonly Channel<T> _channel;
    private readonly Task[] _workers;
    private readonly int _maxBatch;
    private readonly Func<List<T>, Task> _handle;

    /// <param name="handle">Must not throw: every item carries its own answer.</param>
    public BatchQueue(int capacity, int workers, int maxBatch, Func<List<T>, Task> handle)
    {
        _maxBatch = maxBatch;
        _handle = handle;
        _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = workers == 1 });
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>False when the queue is full or closed.</summary>
    public bool TryAdd(T item) => _channel.Writer.TryWrite(item);

    /// <summary>Takes no more, and returns when all that was taken has been worked on.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await Task.WhenAll(_workers);
    }

    private async Task WorkAsync()
    {
        while (await _channel.Reader.WaitToReadAsync())
        {
            List<T> batch = [];
            while (batch.Count < _maxBatch && _channel.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            if (batch.Count > 0)
            {
                await _handle(batch);
            }
        }
    }
}
