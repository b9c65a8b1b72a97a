namespace Actors.Webhooks;

/// <summary>Makes the one HTTP client of webhooks: it follows nothing, remembers nothing and goes through nobody.</summary>
internal static class WebhookHttp
{
    private const int MaxHeaderKilobytes = 16;

    public static HttpClient Create(EndpointDialer dialer, WebhookOptions options) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = async (context, cancellationToken) => await dialer.Dial(context.DnsEndPoint, cancellationToken),
            MaxResponseHeadersLength = MaxHeaderKilobytes,

            // What is not read of an answer is dropped together with its connection.
            MaxResponseDrainSize = 0,

            // Addresses change: a connection is not used for longer than that, however busy it is.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),

            // Our trace ids and baggage are nobody else's.
            ActivityHeadersPropagator = null,
        },
        disposeHandler: true)
    {
        // Each attempt has its own limit.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
