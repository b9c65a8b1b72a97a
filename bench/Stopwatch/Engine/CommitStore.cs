using Actors.Runtime.Storage;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>Stands between the engine and its store, and does something of its own with commits.</summary>
internal abstract class CommitStore(ITurnStore inner) : ITurnStore
{
    protected ITurnStore Inner => inner;

    public bool IsShared => inner.IsShared;

    public abstract Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken);

    public Task<IReadOnlyList<LoadResult>> LoadAsync(IReadOnlyList<LoadRequest> requests, CancellationToken cancellationToken) =>
        inner.LoadAsync(requests, cancellationToken);

    public Task<IReadOnlyList<RequestRow>> FindRequestsAsync(GrainId grain, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        inner.FindRequestsAsync(grain, keys, cancellationToken);

    public Task<IReadOnlyList<byte[]>> FindTurnsAsync(GrainId grain, long after, CancellationToken cancellationToken) =>
        inner.FindTurnsAsync(grain, after, cancellationToken);

    public Task<bool> ExistsAsync(GrainId grain, Consumed consumed, CancellationToken cancellationToken) =>
        inner.ExistsAsync(grain, consumed, cancellationToken);

    public StoreFault Classify(Exception exception) => inner.Classify(exception);
}
