using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Cluster;

/// <summary>A provider that answers each push over the API, through whichever silo lives.</summary>
internal sealed class AnsweringPartner(AnySilo silos) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answered = [];
    private WebApplication? _app;

    public string Url => _app!.Urls.First() + "/";

    /// <summary>The ids of the pushes of each order, in the order of their arrival.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<(string EventId, int Sequence)>> Pushes { get; } = [];

    public string Key { get; set; } = "";

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/", ReceiveAsync);
        await _app.StartAsync();
    }

    public Task Answered(string order) => Source(order).Task;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var push = await JsonDocument.ParseAsync(request.Body);
        if (push.RootElement.TryGetProperty("challenge", out var challenge))
        {
            return Results.Json(new { challenge = challenge.GetString() });
        }

        var id = push.RootElement.GetProperty("id").GetString()!;
        var order = push.RootElement.GetProperty("data").GetProperty("id").GetString()!;
        Pushes.GetOrAdd(order, _ => []).Enqueue((id, push.RootElement.GetProperty("sequence").GetInt32()));
        var (status, _) = await silos.SendAsync(HttpMethod.Post, $"/orders/{order}", Key, id, new { status = "Succesful", output = new { by = "test" } });
        if (status is < 200 or >= 300)
        {
            return Results.StatusCode(503);
        }

        Source(order).TrySetResult();
        return Results.NoContent();
    }

    private TaskCompletionSource Source(string order) =>
        _answered.GetOrAdd(order, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>A client that tries one silo after the other until one answers, with the same idempotency key.</summary>
internal sealed class AnySilo(IReadOnlyList<SiloProcess> silos) : IDisposable
{
    private const int MaxTries = 20_000;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private int _turn;

    public void Dispose() => _http.Dispose();

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string key, string? idempotencyKey = null, object? body = null)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var silo = silos[Interlocked.Increment(ref _turn) % silos.Count];
            using var request = new HttpRequestMessage(method, new Uri(silo.Address, path));
            request.Headers.Authorization = new("Bearer", key);
            request.Content = body is null ? null : JsonContent.Create(body);
            if (idempotencyKey is not null)
            {
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            }

            try
            {
                using var response = await _http.SendAsync(request);
                if ((int)response.StatusCode < 500)
                {
                    var text = await response.Content.ReadAsStringAsync();
                    return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
                }
            }
            catch (HttpRequestException)
            {
                // The silo is dead or died with the answer under way: another one knows.
            }

            await Task.Yield();
        }

        throw new InvalidOperationException($"No silo answered {method} {path} in {MaxTries} tries.");
    }
}
