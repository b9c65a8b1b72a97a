using Xunit.v3;

namespace Actors.Tests;

/// <summary>Names the requirement or guarantee that a test shows, so that a reader can go both ways.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequirementAttribute(string id) : Attribute, ITraitAttribute
{
    /// <summary>MM-01, G4, PT-23 …</summary>
    public string Id { get; } = id;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Requirement", Id)];
}
