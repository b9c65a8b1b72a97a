namespace Actors;

/// <summary>Marks the contract of a grain.</summary>
public interface IGrain;

/// <summary>
/// The contract that every grain has: one command in, one reply out, and a fresh read. A call may be made on any
/// silo; it is carried out there (architecture §1).
/// </summary>
/// <typeparam name="TCommand">The closed set of commands.</typeparam>
/// <typeparam name="TView">What the world may see of the state.</typeparam>
public interface IGrain<TCommand, TView> : IGrain
    where TView : class
{
    /// <summary>Runs one turn. Returns after the commit is on disk (G3).</summary>
    /// <exception cref="OverloadedException">A queue is full: nothing was done.</exception>
    /// <exception cref="OutcomeUnknownException">The store did not answer in time: repeat with the same request key.</exception>
    Task<Reply<TView>> Execute(TCommand command, Request request);

    /// <summary>
    /// The last committed state, never older than the last acknowledged turn on any silo (G8); null when the grain
    /// was never written.
    /// </summary>
    Task<Snapshot<TView>?> Read(CancellationToken cancellationToken = default);
}
