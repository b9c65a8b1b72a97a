namespace Actors;

/// <summary>The door to all grains of this platform. Singleton.</summary>
public interface IGrains
{
    /// <summary>The grain behind a contract and a key. Always there; it costs nothing until it is called.</summary>
    /// <exception cref="ArgumentException">The key is empty or longer than <see cref="GrainId.MaxKeyLength"/>.</exception>
    TGrain Get<TGrain>(string key)
        where TGrain : IGrain;

    /// <summary>One page of the grains of <typeparamref name="TView"/>'s type, newest first.</summary>
    Task<Page<TView>> List<TView>(ListQuery query, CancellationToken cancellationToken = default)
        where TView : class;

    /// <summary>The journal of one grain, oldest first, from the version after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<JournalEntry>> History(GrainId grain, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>The attempts made to deliver messages about one subject, oldest first.</summary>
    Task<IReadOnlyList<AttemptEntry>> Attempts(string subject, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns when a grain has moved past a version, on whichever silo: at once for turns of this silo, within a
    /// second for others. For screens that follow a grain; what counts is read afterwards.
    /// </summary>
    Task WaitForChange(GrainId grain, long version, CancellationToken cancellationToken = default);
}
