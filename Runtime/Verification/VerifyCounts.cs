namespace Actors.Runtime.Verification;

/// <summary>How much was verified so far.</summary>
public sealed class VerifyCounts
{
    public long Grains { get; internal set; }

    public long Turns { get; internal set; }
}
