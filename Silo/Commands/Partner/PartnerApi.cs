using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Commands.Partner;

/// <summary>The public API, as any partner's program would call it.</summary>
/// <param name="saw">Told of each answer: the request line, the status.</param>
internal sealed class PartnerApi(Uri address, string key, TimeProvider time, int version = 1, Action<string, int>? saw = null) : IDisposable
{
    public const string DefaultAddress = "http://localhost:5080";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),

        // After the machine slept, a connection of before is dead and does not know.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
    })
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 * 1024 * 1024,
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Bearer", key),
            UserAgent = { new ProductInfoHeaderValue("Actors-Cli", "1") },
        },
    };

    public static PartnerApi Open(CommandLine line, string key, TimeProvider time, Action<string, int>? saw = null)
    {
        var text = line["api"] ?? DefaultAddress;
        var version = line["api-version"] ?? "1";
        return !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            ? throw new UsageException($"--api '{text}' is no web address; give one such as {DefaultAddress}.")
            : version is "1" or "2" ? new PartnerApi(address, key, time, version[0] - '0', saw) : throw new UsageException("--api-version is 1 or 2.");
    }

    public Task<JsonElement> Get(string path, CancellationToken stop, TimeSpan? longer = null) => Send(HttpMethod.Get, path, null, longer, stop);

    public Task<JsonElement> Post(string path, JsonNode body, CancellationToken stop) => Send(HttpMethod.Post, path, body, null, stop);

    public Task<JsonElement> Patch(string path, JsonNode body, CancellationToken stop) => Send(HttpMethod.Patch, path, body, null, stop);

    public void Dispose() => _http.Dispose();

    /// <exception cref="ApiRefusedException">It will not do it.</exception>
    /// <exception cref="ApiAwayException">It cannot do it now.</exception>
    private async Task<JsonElement> Send(HttpMethod method, string path, JsonNode? body, TimeSpan? longer, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Api-Version", version == 2 ? "2" : "1");
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", "cli-" + RandomNumberGenerator.GetHexString(32, lowercase: true));
        }

        if (method == HttpMethod.Patch)
        {
            request.Headers.Add("If-Match", "*"); // only what this command made itself is changed
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit + (longer ?? TimeSpan.Zero));
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            saw?.Invoke($"{method} {path.Split('?')[0]}", (int)response.StatusCode);
            return Read($"{method} {path.Split('?')[0]}", response, text);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ApiAwayException($"{_http.BaseAddress} does not answer ({error.Message})", null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ApiAwayException($"{_http.BaseAddress} does not answer in time", null);
        }
    }

    private JsonElement Read(string request, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status is 429 or >= 500)
        {
            var after = response.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - time.GetUtcNow() : null;
            throw new ApiAwayException(
                status == 429 ? "The API says: too many requests" : $"The API answers {status}",
                after);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw ApiRefusedException.Of(
                status, request, text, response.Headers.TryGetValues("Request-Id", out var ids) ? ids.First() : null);
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ApiRefusedException(status, "not_json", $"{request} gave something that is no JSON. Check --api: is {_http.BaseAddress} Actors?");
        }
    }
}
