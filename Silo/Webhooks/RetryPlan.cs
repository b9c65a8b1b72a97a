namespace Actors.Webhooks;

/// <summary>
/// When a failed message is tried again. Inside the first 60 seconds at 0, 2, 5, 15 and 30 seconds after it was
/// committed, because an order waits (models 2.3, row 3); after that on a long schedule of about 28 hours.
/// </summary>
internal static class RetryPlan
{
    /// <summary>After that many failures the message is parked.</summary>
    public static int MaxAttempts => Early.Length + Late.Length;

    /// <summary>Places of the early attempts in a window of 60 seconds.</summary>
    private static readonly TimeSpan[] Early =
        [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)];

    /// <summary>Waits between the late ones.</summary>
    private static readonly TimeSpan[] Late =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>At least that much lies between two attempts, however long the first one took.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    /// <summary>A receiver may ask for more time, but not put a message off for ever.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    private const double Jitter = 0.2;

    /// <summary>How long to wait after a failed attempt; null when it was the last.</summary>
    /// <param name="attempt">The number of the attempt that failed, from 1.</param>
    /// <param name="created">When the message was committed.</param>
    /// <param name="now">When the attempt ended, by the same clock.</param>
    /// <param name="deadline">When the answer is worth less: early attempts lie before it. Null for 60 seconds.</param>
    /// <param name="retryAfter">What the receiver asked for, if it did. Lengthens a wait, up to an hour; never shortens one.</param>
    /// <param name="random">Spreads the late attempts by a fifth both ways.</param>
    public static TimeSpan? Next(
        int attempt,
        DateTimeOffset created,
        DateTimeOffset now,
        DateTimeOffset? deadline,
        TimeSpan? retryAfter,
        Random random)
    {
        if (attempt >= MaxAttempts)
        {
            return null;
        }

        var wait = NextEarly(attempt, created, now, deadline ?? created + Window) ?? NextLate(attempt, random);
        var asked = retryAfter < MaxRetryAfter ? retryAfter.Value : retryAfter is null ? TimeSpan.Zero : MaxRetryAfter;
        return wait > asked ? wait : asked;
    }

    private static TimeSpan? NextEarly(int attempt, DateTimeOffset created, DateTimeOffset now, DateTimeOffset end)
    {
        if (attempt >= Early.Length)
        {
            return null;
        }

        // Less than a minute is divided in the same proportions; more of it changes nothing.
        var part = Math.Clamp((end - created) / Window, 0, 1);
        var planned = created + (Early[attempt] * part);
        var next = planned > now + Gap ? planned : now + Gap;
        return next < end ? next - now : null;
    }

    // Who left the window before the fifth attempt takes the first wait several times, so the count stays the same.
    private static TimeSpan NextLate(int attempt, Random random) =>
        Late[Math.Max(0, attempt - Early.Length)] * (1 + (Jitter * ((2 * random.NextDouble()) - 1)));
}
