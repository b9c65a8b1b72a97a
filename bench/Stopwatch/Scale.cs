namespace Actors.Bench.Stopwatch;

/// <summary>How long and how large a measurement is.</summary>
/// <param name="Name">As the results name it.</param>
/// <param name="Rounds">How often baseline and subject take turns.</param>
/// <param name="Round">How long each of them runs in a round.</param>
/// <param name="WarmUp">How long the subject runs before it counts: compilers, caches and pools become what they are in service.</param>
/// <param name="Share">Of the full size, for what is counted and not timed.</param>
/// <param name="Long">With what takes many minutes.</param>
internal sealed record Scale(string Name, int Rounds, TimeSpan Round, TimeSpan WarmUp, double Share, bool Long)
{
    /// <summary>What the published table is made of.</summary>
    public static Scale Full { get; } = new("full", 3, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20), 1, false);

    /// <summary>A first look.</summary>
    public static Scale Quick { get; } = new("quick", 1, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(4), 0.1, false);

    /// <summary>Only shows that each row runs; its figures mean nothing.</summary>
    public static Scale Smoke { get; } = new("smoke", 1, TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(60), 0.002, false);

    /// <summary>A number of things at this scale, at least <paramref name="least"/>.</summary>
    public int Of(int full, int least = 1) => Math.Max(least, (int)(full * Share));
}
