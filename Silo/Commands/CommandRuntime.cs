using Actors.Hosting;
using Actors.Runtime.Hosting;

namespace Actors.Commands;

/// <summary>Opens the store for a command: no due work is done and nothing listens.</summary>
internal static class CommandRuntime
{
    public static async Task<int> RunAsync(string[] args, Func<SiloRuntime, IConfiguration, Task<int>> work)
    {
        var configuration = WebApplication.CreateBuilder(args).Configuration;
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error));
        try
        {
            var settings = SiloConfiguration.Read(configuration);
            if (settings.Postgres is null && !File.Exists(Path.Combine(settings.DataDirectory, "actors.db")))
            {
                await Console.Error.WriteLineAsync(
                    $"There is no database in '{Path.GetFullPath(settings.DataDirectory)}'. Give its directory (--Actors:DataDirectory) or PostgreSQL's connection string (Actors__Postgres).");
                return 2;
            }

            await using var runtime = await SiloRuntime.OpenAsync(settings, loggers);
            runtime.Types.AddPlatformGrains();
            return await work(runtime, configuration);
        }
        catch (Exception error) when (StartFailure.Explain(error) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 2;
        }
    }
}
