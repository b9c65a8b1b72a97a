namespace Actors;

/// <summary>A bounded queue is full, or the silo is stopping. Nothing was done; try again after a while.</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When a new try makes sense.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>
/// The store did not say in time whether the turn was committed. It was or it was not, wholly: repeating the request
/// with the same key gives the answer.
/// </summary>
public sealed class OutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store cannot be read at present. Nothing was done.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
