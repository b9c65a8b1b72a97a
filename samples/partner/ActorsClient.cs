using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Partner;

/// <summary>The three calls that this partner makes.</summary>
internal sealed class ActorsClient(string url, string key) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

    /// <summary>Sets where pushes go, and returns the secret that they are signed with.</summary>
    public async Task<string> Register(string endpoint)
    {
        var set = await Send(HttpMethod.Put, "/webhook-endpoint", JsonSerializer.Serialize(new { url = endpoint, description = "Sample partner" }));

        // A secret is shown once, when it is made. After a restart we do not have it any more, so we take a new one.
        var secret = await Secret(set) ?? await Secret(await Send(HttpMethod.Post, "/webhook-endpoint/rotate", """{"overlap_seconds":0}"""));
        return secret ?? throw new InvalidOperationException("Actors gave no secret.");
    }

    /// <summary>Posts, and returns the status; 503 when Actors cannot be reached.</summary>
    public async Task<HttpStatusCode> Post(string path, string json, string idempotencyKey)
    {
        try
        {
            using var answer = await Send(HttpMethod.Post, path, json, idempotencyKey);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return HttpStatusCode.ServiceUnavailable;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string json, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", idempotencyKey ?? RandomNumberGenerator.GetHexString(32));
        return await _http.SendAsync(request);
    }

    private static async Task<string?> Secret(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"Actors answered {(int)answer.StatusCode}: {text}");
            }

            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("secret", out var secret) ? secret.GetString() : null;
        }
    }
}
