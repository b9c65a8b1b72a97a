using Actors.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Actors.Tests.Screen;

public sealed partial class BrowserHost
{
    /// <summary>The product as it is run, on a data directory of its own and a free port.</summary>
    private static async Task<Silo> StartSilo()
    {
        var data = Directory.CreateTempSubdirectory("actors-screen-");
        var application = await SiloHost.BuildAsync(
            ["--urls", "http://127.0.0.1:0", "--Actors:DataDirectory", data.FullName, "--Logging:LogLevel:Default", "Warning"]);
        var running = new Running(application, data);
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await running.DisposeAsync(); // nobody else can: the fixture does not have it yet
            throw;
        }

        return new Silo(application.Services, new Uri(application.Urls.First()), running);
    }

    private sealed class Running(WebApplication application, DirectoryInfo data) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await application.StopAsync();
            await application.DisposeAsync();
            data.Delete(recursive: true);
        }
    }
}
