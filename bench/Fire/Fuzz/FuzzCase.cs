using Actors.Tests.Description;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>One request and what may come of it.</summary>
/// <param name="What">What is odd about it.</param>
/// <param name="Operation">What it asks for, if its path stands in the description.</param>
internal sealed record FuzzCase(FuzzCaller Caller, RawRequest Request, string What, Operation? Operation)
{
    /// <summary>Whether any success is a fault: nobody, or somebody else, asks.</summary>
    public bool MustRefuse { get; init; }
}
