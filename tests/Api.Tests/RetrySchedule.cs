namespace Actors.Tests;

/// <summary>The schedule of retries, as far as a test must wait for it.</summary>
internal static class RetrySchedule
{
    /// <summary>The longest that it waits after an attempt that was not in the order's minute.</summary>
    public static TimeSpan LongestWait(int attempt) => attempt switch
    {
        < 6 => TimeSpan.FromMinutes(6),
        6 => TimeSpan.FromMinutes(36),
        7 => TimeSpan.FromHours(2.4),
        8 => TimeSpan.FromHours(6),
        _ => TimeSpan.FromHours(12),
    };
}
