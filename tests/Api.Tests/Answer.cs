using System.Text.Json;

namespace Actors.Tests;

/// <summary>What the API answered.</summary>
internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    /// <summary>A map of strings of the body.</summary>
    public IReadOnlyDictionary<string, string> Map(string name) =>
        Json.GetProperty(name).EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);

    public string ETag => Headers["ETag"];

    public string Id => this["id"];

    /// <summary>A text field of the body.</summary>
    public string this[string name] => Json.GetProperty(name).ToString();

    public IReadOnlyList<JsonElement> Data => [.. Json.GetProperty("data").EnumerateArray()];

    public IReadOnlyList<string> Ids => [.. Data.Select(item => item.GetProperty("id").GetString()!)];

    public bool HasMore => Json.GetProperty("has_more").GetBoolean();

    public bool Replayed => Headers.GetValueOrDefault("Idempotent-Replayed") == "true";

    public static async Task<Answer> Of(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>A refusal as RFC 9457 and our own promises have it.</summary>
    public Answer ShouldRefuse(int status, string code, string? pointer = null)
    {
        Status.ShouldBe(status, Text);
        Headers["Content-Type"].ShouldBe("application/problem+json");
        this["code"].ShouldBe(code, Text);
        this["type"].ShouldBe("/docs/errors#" + code);
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        this["title"].ShouldNotBeEmpty();
        this["detail"].ShouldNotBeEmpty();
        this["request_id"].ShouldBe(Headers["Request-Id"]);
        ErrorCodes.Explained.ShouldContain(code, "every code has its entry at /docs/errors");
        if (pointer is not null)
        {
            Pointers.ShouldContain(pointer, Text);
        }

        return this;
    }

    public IReadOnlyList<string> Pointers => Json.TryGetProperty("errors", out var errors)
        ? [.. errors.EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!)]
        : [];
}
