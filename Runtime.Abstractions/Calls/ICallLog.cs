namespace Actors;

/// <summary>
/// Every call of the API, with request and response, for a bounded time. Secrets are masked before they come here.
/// </summary>
public interface ICallLog
{
    /// <summary>
    /// Takes a call to be written with others. Never waits: when too many wait to be written it is dropped, counted and
    /// reported, for an answer is worth more than its record.
    /// </summary>
    void Add(CallRecord call);

    /// <summary>The calls of a query, newest first; those that this silo has taken are among them.</summary>
    /// <exception cref="CursorNotFoundException">The cursor names no call that the query's reader may see.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer, or not in time.</exception>
    Task<CallPage> List(CallQuery query, CancellationToken cancellationToken = default);

    /// <summary>One call with everything that was kept of it, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer, or not in time.</exception>
    Task<CallRecord?> Find(string id, CancellationToken cancellationToken = default);
}
