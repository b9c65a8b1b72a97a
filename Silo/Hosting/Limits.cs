using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Actors.Hosting;

/// <summary>What one caller may take of this machine.</summary>
internal static class Limits
{
    public static void Apply(KestrelServerOptions options)
    {
        // Wider than what the API takes (RequestSizes): what the server itself cuts off gets no explanation.
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = 1024 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        options.Limits.MaxRequestHeaderCount = 100;
        options.Limits.MaxRequestLineSize = 32 * 1024;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        options.Limits.MaxConcurrentConnections = 20_000;
    }
}
