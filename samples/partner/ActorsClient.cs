using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Partner;

/// <summary>The calls that this partner makes.</summary>
internal sealed class ActorsClient(string url, string key) : IDisposable
{
    private const string Name = "Sample partner";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

    /// <summary>Sets where pushes go, and returns the secret that they are signed with.</summary>
    public async Task<string> Register(string endpoint)
    {
        using var list = await Read(await Send(HttpMethod.Get, "/webhook-endpoints?limit=100"));
        var ours = list.RootElement.GetProperty("data").EnumerateArray().FirstOrDefault(known => known.GetProperty("description").GetString() == Name);
        var body = JsonSerializer.Serialize(new { url = endpoint, description = Name });
        if (ours.ValueKind == JsonValueKind.Undefined)
        {
            return await Secret(await Send(HttpMethod.Post, "/webhook-endpoints", body));
        }

        // A secret is shown once, when it is made. After a restart we do not have it any more, so we take a new one.
        var path = "/webhook-endpoints/" + ours.GetProperty("id").GetString();
        using var moved = await Read(await Send(HttpMethod.Patch, path, body));
        return await Secret(await Send(HttpMethod.Post, path + "/rotate", """{"overlap_seconds":0}"""));
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

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? json = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", idempotencyKey ?? RandomNumberGenerator.GetHexString(32));
        return await _http.SendAsync(request);
    }

    private static async Task<string> Secret(HttpResponseMessage answer)
    {
        using var json = await Read(answer);
        return json.RootElement.GetProperty("secret").GetString() ?? throw new InvalidOperationException("Actors gave no secret.");
    }

    private static async Task<JsonDocument> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"Actors answered {(int)answer.StatusCode}: {text}");
            }

            return JsonDocument.Parse(text);
        }
    }
}
