namespace Actors;

/// <summary>What lists know about a grain: the columns beside its state (architecture §3, "Lists are SQL").</summary>
/// <param name="Owner">The account that the grain belongs to.</param>
/// <param name="Environment">Sandbox or production.</param>
/// <param name="Status">The name of its state.</param>
/// <param name="Party">A second account that may see it (the marketplace that placed an order), or empty.</param>
/// <param name="Parent">The grain that it hangs on (the product of an order), or empty.</param>
public readonly record struct GrainIndex(
    string Owner,
    DataEnvironment Environment,
    string Status,
    string Party = "",
    string Parent = "");
