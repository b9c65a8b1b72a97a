using System.Text;
using System.Text.Json;

namespace Actors.Tests;

/// <summary>One caller of the API.</summary>
/// <param name="Owner">The account that its key speaks for.</param>
internal sealed record Client(HttpClient Http, string Owner, string? Token, string KeyId)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body, headers);

    public Task<Answer> Put(string path, object body, params (string Name, string Value)[] headers) => Send(HttpMethod.Put, path, body, Whatever(headers));

    public Task<Answer> Patch(string path, object body, params (string Name, string Value)[] headers) => Send(HttpMethod.Patch, path, body, Whatever(headers));

    public Task<Answer> Delete(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, path, null, headers);

    /// <summary>Changes what is there whatever its version, unless a test says which.</summary>
    private static (string Name, string Value)[] Whatever((string Name, string Value)[] headers) =>
        headers.Any(header => header.Name == "If-Match") ? headers : [.. headers, ("If-Match", "*")];

    /// <param name="body">A JSON text as it stands, or an object to be written as JSON.</param>
    public async Task<Answer> Send(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return await Answer.Of(response);
    }
}
