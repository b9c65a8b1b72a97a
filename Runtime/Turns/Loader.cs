using Actors.Runtime.Storage;

namespace Actors.Runtime.Turns;

/// <summary>Reads grains, many in one round trip. The same grain asked for twice in a batch is read once.</summary>
internal sealed class Loader : IAsyncDisposable
{
    private readonly ITurnStore _store;
    private readonly BatchQueue<Waiting> _queue;

    public Loader(ITurnStore store, RuntimeOptions options)
    {
        _store = store;
        _queue = new BatchQueue<Waiting>(options.MaxTurns * 2, options.Loaders, options.MaxBatch, HandleAsync);
    }

    /// <summary>What the store has now: never older than the last acknowledged turn when it is asked.</summary>
    public Task<LoadResult> LoadAsync(LoadRequest request)
    {
        var waiting = new Waiting(request);
        return _queue.TryAdd(waiting)
            ? waiting.Answer.Task
            : throw new OverloadedException("Too many reads are waiting for the store.", TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private async Task HandleAsync(List<Waiting> batch)
    {
        Dictionary<LoadRequest, int> places = [];
        List<LoadRequest> requests = [];
        foreach (var waiting in batch)
        {
            if (places.TryAdd(waiting.Request, requests.Count))
            {
                requests.Add(waiting.Request);
            }
        }

        try
        {
            var results = await _store.LoadAsync(requests, CancellationToken.None);
            batch.ForEach(waiting => waiting.Answer.SetResult(results[places[waiting.Request]]));
        }
        catch (Exception error)
        {
            var unavailable = new StoreUnavailableException("The store could not be read.", error);
            batch.ForEach(waiting => waiting.Answer.SetException(unavailable));
        }
    }

    private sealed class Waiting(LoadRequest request)
    {
        public LoadRequest Request { get; } = request;

        public TaskCompletionSource<LoadResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
