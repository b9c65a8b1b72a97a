using System.Globalization;

namespace Actors.Api.Http;

/// <summary>What a caller is told of an exception: whether anything was done, and when to try again. Never its text.</summary>
internal static class Failures
{
    public static (Problem Problem, TimeSpan? RetryAfter) Explain(Exception exception) => exception switch
    {
        OverloadedException overloaded => (
            new(503, "overloaded", "There is more to do at present than fits. Nothing was done; send the same request again after the seconds in Retry-After."),
            overloaded.RetryAfter),
        OutcomeUnknownException => (
            new(503, "outcome_unknown", "The store did not say in time whether this was done. Repeat the request with the same Idempotency-Key: it is done once, whatever happened; without a key read first what is there."),
            TimeSpan.FromSeconds(1)),
        StoreUnavailableException => (
            new(503, "store_unavailable", "The data cannot be reached at present. Nothing was done; send the same request again after the seconds in Retry-After."),
            TimeSpan.FromSeconds(2)),
        BadHttpRequestException bad => (Problems.ForStatus(bad.StatusCode, ""), null),
        _ => (new(500, "internal_error", "This is our fault, and it is on record. Repeat the request with the same Idempotency-Key; if it fails again, tell us the request id."), null),
    };

    /// <summary>Whole seconds, rounded up: sooner would be too soon.</summary>
    public static string Seconds(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
