using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Actors.Bench.Fire.Cluster;

/// <summary>Receivers of good manners that count: what came, how often, and how much at once.</summary>
internal sealed class PushCounter : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Hands> _hands = [];

    private PushCounter(WebApplication app) => _app = app;

    /// <summary>How often each push came, by its <c>webhook-id</c>.</summary>
    public ConcurrentDictionary<string, int> Times { get; } = [];

    /// <summary>How many pushes came about each order.</summary>
    public ConcurrentDictionary<string, int> Orders { get; } = [];

    /// <summary>The most pushes that one receiver had in hand at once.</summary>
    public int Most => _hands.Values.Max(hands => hands.Most);

    public static async Task<PushCounter> StartAsync()
    {
        var counter = new PushCounter(LocalServer.Build());
        counter._app.MapPost("/{receiver}", counter.TakeAsync);
        await counter._app.StartAsync();
        return counter;
    }

    public string UrlOf(string receiver) => $"{_app.Urls.First()}/{receiver}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string receiver, HttpRequest request)
    {
        using var document = await JsonDocument.ParseAsync(request.Body);
        var body = document.RootElement;
        if (body.TryGetProperty("challenge", out var challenge))
        {
            return Results.Json(new { challenge = challenge.GetString() });
        }

        var hands = _hands.GetOrAdd(receiver, _ => new Hands());
        hands.Take();
        await Task.Delay(TimeSpan.FromMilliseconds(1));
        Times.AddOrUpdate(request.Headers["webhook-id"].ToString(), 1, (_, count) => count + 1);
        Orders.AddOrUpdate(body.GetProperty("data").GetProperty("id").GetString()!, 1, (_, count) => count + 1);
        hands.Leave();
        return Results.NoContent();
    }

    private sealed class Hands
    {
        private readonly Lock _gate = new();
        private int _now;

        public int Most { get; private set; }

        public void Take()
        {
            lock (_gate)
            {
                Most = Math.Max(Most, ++_now);
            }
        }

        public void Leave()
        {
            lock (_gate)
            {
                _now--;
            }
        }
    }
}
