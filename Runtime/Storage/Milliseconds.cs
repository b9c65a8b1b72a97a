namespace Actors.Runtime.Storage;

/// <summary>Times as the tables keep them.</summary>
internal static class Milliseconds
{
    public static DateTimeOffset ToTime(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static long ToMilliseconds(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>
    /// Cuts a time to what is stored, so that a state read back equals the state that was decided.
    /// </summary>
    public static DateTimeOffset Truncate(this DateTimeOffset time) => time.ToMilliseconds().ToTime();
}
