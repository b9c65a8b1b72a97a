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
            await using var runtime = await SiloRuntime.OpenAsync(SiloConfiguration.Read(configuration), loggers);
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
