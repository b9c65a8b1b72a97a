using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.Bench.Fire.Cluster;

/// <summary>Silos as processes on one store, and a client that asks whichever of them answers.</summary>
internal sealed class SiloCluster : IDisposable
{
    /// <summary>How long a client goes on asking before it says that nobody answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(20) };
    private int _turn;
    private int _retries;
    private int _mostTries;
    private readonly ConcurrentDictionary<string, int> _reasons = [];
    private Balancer? _balancer;

    public SiloCluster(IReadOnlyDictionary<string, string> store, int silos, params string[] options)
    {
        Store = store;
        Silos = [.. Enumerable.Range(0, silos).Select(_ => new SiloProcess(
            store,
            [
                "--Webhooks:AllowInsecureEndpoints", "true", "--Actors:PublicUrl", "http://localhost",
                "--Api:RateLimits:Production", "10000000", "--Api:RateLimits:Sandbox", "10000000", // on, and out of the load's way
                .. options,
            ]))];
    }

    public IReadOnlyDictionary<string, string> Store { get; }

    public IReadOnlyList<SiloProcess> Silos { get; }

    /// <summary>How often a request was sent again because a silo was dead, busy, without its store, or at it already.</summary>
    public int Retries => _retries;

    /// <summary>The most tries that one request needed; waiting for its own first try is none.</summary>
    public int MostTries => _mostTries;

    /// <summary>Why requests were sent again, and how often.</summary>
    public string Reasons => string.Join(", ", _reasons.OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value} × {reason.Key}"));

    public string Marketplace { get; private set; } = "";

    public string Provider { get; private set; } = "";

    public async Task StartAsync()
    {
        await Task.WhenAll(Silos.Select(silo => silo.StartAsync()));
        Marketplace = await TokenAsync("marketplace, sandbox");
        Provider = await TokenAsync("provider, sandbox");
    }

    /// <summary>Asks until a silo answers with anything but an error of its own.</summary>
    public async Task<FireAnswer> SendAsync(HttpMethod method, string path, string key, string? idempotencyKey = null, object? body = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        FireAnswer? answer = null, last = null;
        var turn = (uint)Interlocked.Increment(ref _turn);
        SiloProcess? silo = null;
        var tries = 0;
        for (var attempt = 1u; TimeProvider.System.GetElapsedTime(started) < Patience; attempt++)
        {
            // One that is being carried out already did not fail: it is asked for again.
            tries += answer is { IsInProgress: true } ? 0 : 1;
            InterlockedMax(ref _mostTries, tries);
            silo = _balancer?.Pick(turn + attempt, silo) ?? Silos[(int)((turn + attempt) % Silos.Count)];
            answer = await TryAsync(silo, method, path, key, idempotencyKey, body);
            last = answer ?? last;
            if (answer is { MustRepeat: false })
            {
                return answer;
            }

            Interlocked.Increment(ref _retries);
            await Task.Delay(Pause);
        }

        throw new TimeoutException($"No silo answered {method} {path} within {Patience}; the last said: {last?.ToString() ?? "nothing"}");
    }

    /// <summary>Asks one silo once. Null when it gave no answer.</summary>
    public async Task<FireAnswer?> TryAsync(
        SiloProcess silo, HttpMethod method, string path, string key, string? idempotencyKey = null, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(silo.Address, path));
        request.Headers.Authorization = new("Bearer", key);
        request.Content = body is null ? null : JsonContent.Create(body);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        try
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var answer = new FireAnswer((int)response.StatusCode, text, response.Headers.ETag?.Tag, response.Headers.RetryAfter is not null);
            if (answer.MustRepeat)
            {
                Because(answer.IsInProgress ? "in progress" : answer.Status.ToString(CultureInfo.InvariantCulture));
            }

            return answer;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            // The silo is dead, or died with the answer under way: another one knows.
            Because((error as HttpRequestException)?.HttpRequestError.ToString() ?? error.GetType().Name);
            return null;
        }
    }

    /// <summary>From now on silos that are not ready are sent no requests, as behind a balancer.</summary>
    public void Balance() => _balancer = new Balancer(Silos);

    public Task<(int Code, string Output)> VerifyAsync() => SiloProcess.VerifyAsync(Store);

    public void Kill()
    {
        foreach (var silo in Silos)
        {
            silo.Kill();
        }
    }

    public void Dispose()
    {
        _balancer?.Dispose();
        Kill();
        foreach (var silo in Silos)
        {
            silo.Dispose();
        }

        _http.Dispose();
    }

    private void Because(string reason) => _reasons.AddOrUpdate(reason, 1, (_, count) => count + 1);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen;)
        {
            seen = most;
        }
    }

    /// <summary>It is printed after the line that says ready, by one of those that started together.</summary>
    private async Task<string> TokenAsync(string title)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            if (Silos.Select(silo => silo.Token(title)).FirstOrDefault(token => token is not null) is { } token)
            {
                return token;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"No silo printed the key '{title}'.");
    }
}

/// <summary>What a silo answered.</summary>
/// <param name="SaysWhen">Whether it said when to come again.</param>
internal sealed record FireAnswer(int Status, string Text, string? ETag, bool SaysWhen)
{
    public JsonElement Body => JsonElement.Parse(Text);

    public string Id => Body.GetProperty("id").GetString()!;

    /// <summary>A silo still carries the same request out, as after a client that gave up waiting.</summary>
    public bool IsInProgress => Status == 409 && Text.Contains("idempotency_key_in_progress", StringComparison.Ordinal);

    /// <summary>It says nothing about the request but that it is to be sent again.</summary>
    public bool MustRepeat => Status is >= 500 or 429 || IsInProgress;

    public override string ToString() => $"{Status} {(Text.Length > 300 ? Text[..300] : Text)}";
}
