namespace Actors.Runtime.Storage;

/// <summary>What the turn engine asks of a database. One contract suite runs over every implementation.</summary>
internal interface ITurnStore
{
    /// <summary>Whether other silos may write to it: then a cached state must be checked before it is trusted.</summary>
    bool IsShared { get; }

    /// <summary>Loads many grains in one round trip; the results are in the order of the requests.</summary>
    Task<IReadOnlyList<LoadResult>> LoadAsync(IReadOnlyList<LoadRequest> requests, CancellationToken cancellationToken);

    /// <summary>
    /// Commits many grains in one transaction. A grain whose version moved does not hinder its neighbours.
    /// Throws when the outcome of the whole batch is unknown or nothing was written: see <see cref="StoreFault"/>.
    /// </summary>
    Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken);

    /// <summary>The kept answers for these keys of one grain.</summary>
    Task<IReadOnlyList<RequestRow>> FindRequestsAsync(GrainId grain, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>The ids of the turns after a version: tells whether a commit without an answer took place.</summary>
    Task<IReadOnlyList<byte[]>> FindTurnsAsync(GrainId grain, long after, CancellationToken cancellationToken);

    /// <summary>Whether a row that a turn would consume is still there.</summary>
    Task<bool> ExistsAsync(GrainId grain, Consumed consumed, CancellationToken cancellationToken);

    /// <summary>Sorts an exception of this store into what it means for a batch.</summary>
    StoreFault Classify(Exception exception);
}

/// <summary>What a failed statement means.</summary>
internal enum StoreFault
{
    /// <summary>Rolled back for sure, and may succeed when tried again (deadlock, lock timeout).</summary>
    RolledBack,

    /// <summary>Rolled back for sure, because of what was written.</summary>
    Invalid,

    /// <summary>It may or may not have been committed.</summary>
    Unknown,
}
