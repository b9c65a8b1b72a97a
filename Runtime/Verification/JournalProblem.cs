namespace Actors.Runtime.Verification;

/// <summary>Something that should not be in a journal.</summary>
/// <param name="Grain">Whose journal.</param>
/// <param name="Version">At which version.</param>
/// <param name="What">What is wrong, in a sentence.</param>
public sealed record JournalProblem(GrainId Grain, long Version, string What)
{
    public override string ToString() => $"{Grain} at version {Version}: {What}";
}
