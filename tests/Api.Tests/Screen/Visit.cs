using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Actors.Tests.Screen;

/// <summary>One user's browser, and what it asked for and complained about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Milliseconds: far more than a slow machine takes.</summary>
    private const int Limit = 90_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentQueue<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        _context.SetDefaultTimeout(Limit);
        Page = page;
        page.Request += (_, request) => _requests.Enqueue(new Uri(request.Url).AbsolutePath);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue("dialog: " + dialog.Message);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The paths asked for so far, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Script errors, dialogs, and whatever the content security policy stopped.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public int Polls => Requests.Count(path => path.EndsWith("/status", StringComparison.Ordinal));

    public ILocator Heading => Page.Locator("h1");

    public Task Open(PlacedOrder order) => Page.GotoAsync(order.Path);

    /// <summary>Waits until the screen says so by itself.</summary>
    public Task Shows(string heading) => Assertions.Expect(Heading).ToHaveTextAsync(heading, new() { Timeout = Limit });

    /// <summary>The page's time passes only when the test lets it run: how fast the machine is makes no difference.</summary>
    public async Task StopClock()
    {
        var from = new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
        await Page.Clock.InstallAsync(new() { TimeDate = from });
        await Page.Clock.PauseAtAsync(from.AddHours(1));
    }

    /// <summary>Refuses streams, as a silo does that has too many of them.</summary>
    public Task RefuseStreams() =>
        Page.RouteAsync("**/events", route => route.FulfillAsync(new() { Status = 503, Headers = [new("Retry-After", "2")] }));

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
