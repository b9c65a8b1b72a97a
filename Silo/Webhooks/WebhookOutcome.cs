using System.Globalization;
using System.Security.Authentication;

namespace Actors.Webhooks;

/// <summary>
/// What came of an attempt, in words that programs may compare: they are logged, counted and shown to partners, so
/// they never change.
/// </summary>
internal static class WebhookOutcome
{
    /// <summary>2xx: received. Says nothing about the order itself.</summary>
    public const string Delivered = "delivered";

    /// <summary>410: the receiver wants no more of this; parked.</summary>
    public const string Gone = "gone";

    /// <summary>There is no active endpoint; parked.</summary>
    public const string NoEndpoint = "no_endpoint";

    /// <summary>The endpoint's address is not one that may be sent to: no <c>https</c>, or user and password in it.</summary>
    public const string InvalidUrl = "invalid_url";

    /// <summary>The host has no address that may be dialled; see <see cref="AddressPolicy"/>.</summary>
    public const string BlockedAddress = "blocked_address";

    /// <summary>A challenge was received but not given back.</summary>
    public const string ChallengeFailed = "challenge_failed";

    /// <summary>Nobody waits for it any more: nothing was sent.</summary>
    public const string Superseded = "superseded";

    public const string DnsFailure = "dns_failure";

    public const string TlsFailure = "tls_failure";

    public const string ConnectionFailed = "connection_failed";

    public const string Timeout = "timeout";

    /// <summary>The outcome of an answer. Redirects are not followed, so 3xx is a failure like any other.</summary>
    public static string Of(int status) => status switch
    {
        >= 200 and < 300 => Delivered,
        410 => Gone,
        _ => string.Create(CultureInfo.InvariantCulture, $"http_{status}"),
    };

    /// <summary>The outcome of an attempt that got no answer.</summary>
    public static string Of(Exception exception)
    {
        // The handler wraps what happened while dialling, once or twice.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case DialException dial:
                    return dial.Outcome;
                case AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return TlsFailure;
                case OperationCanceledException or TimeoutException:
                    return Timeout;
            }
        }

        return ConnectionFailed;
    }
}
