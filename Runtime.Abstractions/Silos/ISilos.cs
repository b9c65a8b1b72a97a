namespace Actors;

/// <summary>The silos that share the store.</summary>
public interface ISilos
{
    /// <summary>
    /// How many are alive, this one included: those whose heartbeat was seen in the last seconds. At least 1. Nothing
    /// may be decided by it that would be wrong when it is late: it is for sharing a load out.
    /// </summary>
    int Live { get; }
}
