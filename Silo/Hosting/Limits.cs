using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Actors.Hosting;

/// <summary>What callers may take of this machine, each and all together.</summary>
internal static class Limits
{
    /// <summary>Connections that were shed take a moment to go: the server's own bound leaves them room.</summary>
    private const int Leaving = 1_000;

    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<ConnectionOptions>().BindConfiguration(ConnectionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new Seats(provider.GetRequiredService<IOptions<ConnectionOptions>>().Value.Max));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ConnectionOptions>, Seats>((server, options, seats) => Apply(server, options.Value, seats));
    }

    private static void Apply(KestrelServerOptions server, ConnectionOptions options, Seats seats)
    {
        // Wider than what the API takes (RequestSizes): what the server itself cuts off gets no explanation.
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = 1024 * 1024;
        limits.MaxRequestHeadersTotalSize = 64 * 1024;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestLineSize = 32 * 1024;

        // What a slow one can hold: headers come within a time, bodies and answers flow at a rate.
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.MinBytesPerSecond, options.Grace);
        limits.MinResponseDataRate = new MinDataRate(options.MinBytesPerSecond, options.Grace);
        limits.MaxConcurrentConnections = options.Max + Leaving;
        limits.MaxConcurrentUpgradedConnections = 0; // nothing here speaks WebSocket

        // One connection is one caller's share: by HTTP/2 it gets no more than these.
        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.HeaderTableSize = 4 * 1024;
        limits.Http2.MaxFrameSize = 16 * 1024;
        limits.Http2.MaxRequestHeaderFieldSize = 32 * 1024;
        limits.Http2.InitialConnectionWindowSize = 1024 * 1024;
        limits.Http2.InitialStreamWindowSize = 128 * 1024;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        server.ConfigureEndpointDefaults(listen => listen.Use(seats.Take));
    }
}
