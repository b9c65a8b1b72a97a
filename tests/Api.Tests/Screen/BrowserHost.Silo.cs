using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Screen;

public sealed partial class BrowserHost
{
    /// <summary>The product as it is run, on a data directory of its own and a free port.</summary>
    private static Task<Silo> StartSilo()
    {
        var application = new SiloApplication();
        application.UseKestrel(0);
        application.StartServer();
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return Task.FromResult(new Silo(application.Services, new Uri(address), application));
    }

    private sealed class SiloApplication : WebApplicationFactory<Program>
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("actors-screen-");

        protected override void ConfigureWebHost(IWebHostBuilder builder) =>
            builder.UseSetting("Actors:DataDirectory", _data.FullName);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _data.Delete(recursive: true);
        }
    }
}
