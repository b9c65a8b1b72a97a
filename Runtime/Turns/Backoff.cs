using System.Security.Cryptography;

namespace Actors.Runtime.Turns;

/// <summary>How long turns wait before they try again, never in step with others.</summary>
/// <param name="pace">How long a commit takes at present.</param>
internal sealed class Backoff(Func<TimeSpan> pace)
{
    /// <summary>A store that is slow already is not asked more often because of that.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private const int MostCommits = 8;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Others were first. Each commit lets one of those that race through, so the wait is counted in commits. It grows
    /// to a few of them and no further: who doubled it each time would sleep while nobody races any more, and lose to
    /// those that came later.
    /// </summary>
    public TimeSpan AfterRace(int attempt)
    {
        var commit = pace() > Shortest ? pace() : Shortest;
        var most = commit * Math.Min(attempt, MostCommits);
        return Some(most < Longest ? most : Longest);
    }

    /// <summary>The store did not answer: a little longer with each try, up to about a second.</summary>
    public static TimeSpan AfterFault(int attempt) => Some(TimeSpan.FromMilliseconds(Math.Min(Longest.TotalMilliseconds, 4 << Math.Min(attempt, 8))));

    private static TimeSpan Some(TimeSpan most) => most * (0.5 + (RandomNumberGenerator.GetInt32(1_000) / 2_000.0));
}
