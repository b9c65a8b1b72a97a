namespace Actors.Runtime.Storage;

/// <summary>
/// A rate as a point in time: each message moves it on by its share of a second, and it is never further back than
/// a tenth of a second, which is how much may leave in one go. All in microseconds.
/// </summary>
internal sealed record Allowance(long From, long Interval, int Count)
{
    private const long Second = 1_000_000;

    public static Allowance Of(long freeAt, int perSecond, long now)
    {
        var interval = Second / perSecond;
        var from = Math.Max(Believed(freeAt, now), now - Math.Max(Second / 10, interval) + interval);
        return new Allowance(from, interval, from > now ? 0 : (int)((now - from) / interval) + 1);
    }

    /// <summary>
    /// No rate moves the point further ahead than a second. One that is further was written before the clock was set
    /// back, and must not hold its destination until then.
    /// </summary>
    public static long Believed(long freeAt, long now) => freeAt > now + Second ? now : freeAt;

    public long After(int taken) => From + (taken * Interval);
}
