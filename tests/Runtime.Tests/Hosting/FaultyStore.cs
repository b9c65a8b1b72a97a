using Actors.Runtime.Storage;

namespace Actors.Runtime.Tests.Hosting;

/// <summary>Stands between a silo and its store, and does to the next commits what a test asks for.</summary>
internal sealed class FaultyStore(ITurnStore store) : ITurnStore
{
    private readonly Queue<Fault> _faults = [];
    private int _commits;

    public bool IsShared => store.IsShared;

    /// <summary>How many commits reached the store.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>How many grains were in the largest commit.</summary>
    public int LargestBatch { get; private set; }

    /// <summary>Called before each commit that meets no fault; may wait.</summary>
    public Func<IReadOnlyList<GrainCommit>, Task>? BeforeCommit { get; set; }

    /// <summary>Called before each load; may wait.</summary>
    public Func<Task>? BeforeLoad { get; set; }

    /// <summary>Called before each look for turns, after a commit without an answer; may wait.</summary>
    public Func<Task>? BeforeLook { get; set; }

    /// <summary>So many of the next reads fail.</summary>
    public int ReadsToFail { get; set; }

    /// <summary>While set, every read fails.</summary>
    public bool ReadsFail { get; set; }

    /// <summary>While set, every commit is refused for sure, as by a full disk.</summary>
    public bool CommitsFail { get; set; }

    /// <summary>Whether a fault that was asked for has yet to happen.</summary>
    public bool IsTroublePending
    {
        get
        {
            lock (_faults)
            {
                return _faults.Count > 0;
            }
        }
    }

    public void Next(Fault fault)
    {
        lock (_faults)
        {
            _faults.Enqueue(fault);
        }
    }

    public async Task<IReadOnlyList<LoadResult>> LoadAsync(IReadOnlyList<LoadRequest> requests, CancellationToken cancellationToken)
    {
        await (BeforeLoad?.Invoke() ?? Task.CompletedTask);
        return await Read(() => store.LoadAsync(requests, cancellationToken));
    }

    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken)
    {
        if (CommitsFail)
        {
            throw new StoreFullException();
        }

        Fault? fault;
        lock (_faults)
        {
            _faults.TryDequeue(out fault);
        }

        if (fault is Fault.Lost)
        {
            throw new StoreGoneException();
        }

        if (fault is Fault.AnswerLost)
        {
            await store.CommitAsync(commits, cancellationToken);
            throw new StoreGoneException();
        }

        if (fault is Fault.Late late)
        {
            // The answer is lost and the commit takes place afterwards: a packet that was still on its way.
            _ = late.Gate.Task.ContinueWith(_ => store.CommitAsync(commits, CancellationToken.None), TaskScheduler.Default).Unwrap()
                .ContinueWith(_ => late.Done.SetResult(), TaskScheduler.Default);
            throw new StoreGoneException();
        }

        if (BeforeCommit is { } before)
        {
            await before(commits);
        }

        Interlocked.Increment(ref _commits);
        LargestBatch = Math.Max(LargestBatch, commits.Count);
        return await store.CommitAsync(commits, cancellationToken);
    }

    public Task<IReadOnlyList<RequestRow>> FindRequestsAsync(GrainId grain, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Read(() => store.FindRequestsAsync(grain, keys, cancellationToken));

    public async Task<IReadOnlyList<byte[]>> FindTurnsAsync(GrainId grain, long after, CancellationToken cancellationToken)
    {
        await (BeforeLook?.Invoke() ?? Task.CompletedTask);
        return await Read(() => store.FindTurnsAsync(grain, after, cancellationToken));
    }

    public Task<bool> ExistsAsync(GrainId grain, Consumed consumed, CancellationToken cancellationToken) =>
        Read(() => store.ExistsAsync(grain, consumed, cancellationToken));

    public StoreFault Classify(Exception exception) => exception switch
    {
        StoreGoneException => StoreFault.Unknown,
        StoreFullException => StoreFault.RolledBack,
        _ => store.Classify(exception),
    };

    private Task<T> Read<T>(Func<Task<T>> read) =>
        ReadsFail || ReadsToFail-- > 0 ? Task.FromException<T>(new StoreGoneException()) : read();
}

/// <summary>What happens to a commit.</summary>
internal abstract record Fault
{
    /// <summary>It never reaches the store; the silo cannot know.</summary>
    internal sealed record Lost : Fault;

    /// <summary>It takes place; its answer is lost.</summary>
    internal sealed record AnswerLost : Fault;

    /// <summary>Its answer is lost, and it takes place when the gate opens.</summary>
    internal sealed record Late(TaskCompletionSource Gate, TaskCompletionSource Done) : Fault;
}

internal sealed class StoreGoneException : Exception;

internal sealed class StoreFullException : Exception;
