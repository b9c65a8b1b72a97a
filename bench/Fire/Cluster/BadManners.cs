using System.Text;

namespace Actors.Bench.Fire.Cluster;

/// <summary>What a receiver does to a push.</summary>
internal enum Manner
{
    Good,

    /// <summary>Refuses it, and does nothing.</summary>
    Refuses,

    /// <summary>Says nothing for longer than the sender waits, and does nothing.</summary>
    Hangs,

    /// <summary>Does the work, then says that it failed: the push comes again.</summary>
    Denies,

    /// <summary>Does the work twice at once.</summary>
    Doubles,
}

/// <summary>Which push is treated how: by its id, attempt and a seed, so that it is the same in each run.</summary>
/// <param name="percent">How many of a hundred are treated badly.</param>
internal sealed class BadManners(int seed, int percent)
{
    /// <summary>From then on receivers behave: what is still missing at the end is lost, not late.</summary>
    private const int Patience = 3;

    public Manner Of(string push, int attempt)
    {
        var number = Hash($"{seed}/{push}/{attempt}");
        return attempt > Patience || number % 100 >= percent ? Manner.Good : (Manner)(1 + (number / 100 % 4));
    }

    /// <summary>Whether a share of all things is meant, by chance that is the same in each run.</summary>
    public bool Picks(string what, int share) => Hash($"{seed}/{what}") % 100 < share;

    // FNV-1a: the runtime's own hash of a text is another one in each process.
    private static int Hash(string text) =>
        (int)(Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, (hash, one) => (hash ^ one) * 16777619u) >> 1);
}
