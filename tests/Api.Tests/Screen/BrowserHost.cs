using Microsoft.Playwright;

namespace Actors.Tests.Screen;

/// <summary>
/// A whole silo on a loopback port and a Chromium that looks at it. How the silo is started stands in
/// <c>BrowserHost.Silo.cs</c>; the tests ask grains through <see cref="Shop"/> and see pages through the browser.
/// </summary>
public sealed partial class BrowserHost : IAsyncLifetime
{
    private static readonly string[] ChromiumArguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private Silo? _silo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the silo listens.</summary>
    public Uri Address => _silo!.Address;

    internal Shop Shop => new(_silo!.Services);

    public async ValueTask InitializeAsync()
    {
        _silo = await StartSilo();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ChromiumArguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_silo is not null)
        {
            await _silo.Host.DisposeAsync();
        }
    }

    /// <summary>A browser of one user: nothing is shared with other tests.</summary>
    internal async Task<Visit> Visit(BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Address.ToString();
        var context = await _browser!.NewContextAsync(options);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>Plain HTTP, for what a browser does not show.</summary>
    internal HttpClient CreateClient() =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    private sealed record Silo(IServiceProvider Services, Uri Address, IAsyncDisposable Host);
}
