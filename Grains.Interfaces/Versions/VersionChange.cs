using System.Text.Json.Nodes;

namespace Actors.Versions;

/// <summary>
/// What one dated version changed of the wire. The code inside speaks only the newest version; requests of older
/// versions are lifted step by step before they are read, answers and events are lowered step by step before they
/// leave. Each step is pure: the same JSON in gives the same JSON out.
/// </summary>
public abstract class VersionChange
{
    /// <summary>The version that brought the change: <c>2027-01-15</c>. Older ones are translated.</summary>
    public abstract string Version { get; }

    /// <summary>One sentence for the changelog.</summary>
    public abstract string Summary { get; }

    /// <summary>Rewrites a body of the version before, in place.</summary>
    /// <param name="operation">The operation id: <c>placeOrder</c>.</param>
    /// <param name="body">As it was sent, or as a newer change left it.</param>
    public virtual void LiftRequest(string operation, JsonObject body)
    {
    }

    /// <summary>Rewrites one object of an answer or event for the version before, in place.</summary>
    /// <param name="kind">Its <c>object</c>: <c>order</c>, <c>product</c>, <c>price</c> …</param>
    /// <param name="json">The object, alone or within a list, an event or an expansion.</param>
    public virtual void LowerObject(string kind, JsonObject json)
    {
    }

    /// <summary>Rewrites an event's envelope for the version before, in place; its <c>data</c> was lowered already.</summary>
    /// <param name="type">The event's type: <c>order.created</c>.</param>
    /// <param name="envelope">The whole event.</param>
    public virtual void LowerEvent(string type, JsonObject envelope)
    {
    }
}
