using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Actors.Hosting;

/// <summary>
/// Traces and metrics over OTLP, when an exporter's address is configured (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>). The
/// sources are plain .NET ones, so <c>dotnet-counters</c> sees them without any of this.
/// </summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            services.AddSingleton(Providers.Start());
            services.AddHostedService<TelemetryService>();
        }
    }

    /// <summary>Flushes what is left when the host stops.</summary>
    private sealed class TelemetryService(Providers providers) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            providers.Dispose();
            return Task.CompletedTask;
        }
    }

    private sealed record Providers(TracerProvider Traces, MeterProvider Metrics) : IDisposable
    {
        private static readonly string[] Meters =
            ["Actors", "Actors.Webhooks", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

        public static Providers Start()
        {
            var resource = ResourceBuilder.CreateDefault().AddService("actors");
            return new Providers(
                Sdk.CreateTracerProviderBuilder()
                    .SetResourceBuilder(resource)
                    .AddSource("Actors", "Actors.Webhooks", "Microsoft.AspNetCore")
                    .AddOtlpExporter()
                    .Build(),
                Sdk.CreateMeterProviderBuilder()
                    .SetResourceBuilder(resource)
                    .AddMeter(Meters)
                    .AddOtlpExporter()
                    .Build());
        }

        public void Dispose()
        {
            Traces.Dispose();
            Metrics.Dispose();
        }
    }
}
