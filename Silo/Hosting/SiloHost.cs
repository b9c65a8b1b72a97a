using Actors.Api;
using Actors.Api.Screen;
using Actors.Runtime.Hosting;

namespace Actors.Hosting;

/// <summary>Composes one silo: runtime, grains, webhooks, API, screen, health, telemetry.</summary>
public static class SiloHost
{
    /// <summary>Where a silo listens when nothing else is configured.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Runs a silo until it is told to stop. Ends with 1 when it cannot start, and says why in one line.</summary>
    public static async Task<int> RunAsync(string[] args, Func<SiloSettings, SiloSettings>? adjust = null)
    {
        try
        {
            await using var app = await BuildAsync(args, adjust);
            app.Lifetime.ApplicationStarted.Register(
                () => Welcome.Print([.. app.Urls], app.Services.GetRequiredService<FirstCredentials>().Made));
            await app.RunAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it was starting.
            return 0;
        }
        catch (Exception error) when (StartFailure.Explain(error) is { } reason)
        {
            await Console.Error.WriteLineAsync("The silo cannot start: " + reason);
            return 1;
        }
    }

    /// <summary>Builds a silo with its store opened; the caller starts it. Tests replace the settings here, and add services.</summary>
    public static async Task<WebApplication> BuildAsync(
        string[] args, Func<SiloSettings, SiloSettings>? adjust = null, Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = SiloConfiguration.Read(builder.Configuration);
        settings = adjust?.Invoke(settings) ?? settings;
        SiloConfiguration.Complete(builder, settings);
        SiloLogging.Configure(builder.Logging);
        builder.Services.AddLimits();

        var loggers = LoggerFactory.Create(logging => SiloLogging.Configure(
            logging.AddConfiguration(builder.Configuration.GetSection("Logging"))));
        var runtime = await SiloRuntime.OpenAsync(settings, loggers);
        runtime.Types.AddPlatformGrains();
        builder.Services.AddSilo(runtime, settings, builder.Configuration);
        add?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseSeats();
        app.UseLastAnswers();
        app.UseHeadAsGet();
        app.UseRouting();
        app.MapHealth();
        app.MapActorsApi();
        app.MapScreen();
        return app;
    }
}
