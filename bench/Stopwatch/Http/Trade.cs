using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Actors.Bench.Stopwatch.Http;

/// <summary>A provider with a product, a receiver for its pushes, and a marketplace that orders: in production, through the API.</summary>
internal sealed class Trade : IDisposable
{
    private const int Users = 10_000;

    private static readonly string[] Topics = ["order.*"];

    private readonly HttpClient _http;
    private readonly byte[] _order;
    private readonly int _keyAt;
    private readonly int _userAt;

    private Trade(HttpClient http, string provider, string marketplace, string product, string price)
    {
        _http = http;
        (Provider, Marketplace, Product) = (provider, marketplace, product);
        var body = $$$"""{"prod_id":"{{{product}}}","pricing_id":"{{{price}}}","input":{"postcode":"AB1 2CD"},"user":{"reference":"user-00000000","name":"A customer"}}""";
        _order = Wire.Request("POST", "/orders", marketplace, body, "key-000000000000");
        _keyAt = _order.AsSpan().IndexOf("key-000000000000"u8) + 4;
        _userAt = _order.AsSpan().IndexOf("user-00000000"u8) + 5;
    }

    /// <summary>The provider's token.</summary>
    public string Provider { get; }

    /// <summary>The marketplace's token.</summary>
    public string Marketplace { get; }

    public string Product { get; }

    public static async Task<Trade> OpenAsync(SiloProcess silo, Uri receiver)
    {
        var http = new HttpClient { BaseAddress = silo.Address };
        var platform = await silo.TokenAsync("operator, production");
        var provider = Text(await SendAsync(http, HttpMethod.Post, "/keys", platform, new { owner = "provider", role = "provider", name = "bench" }), "token");
        var marketplace = Text(await SendAsync(http, HttpMethod.Post, "/keys", platform, new { owner = "marketplace", role = "marketplace", name = "bench" }), "token");
        await ListenAsync(http, provider, receiver);
        var product = Text(
            await SendAsync(http, HttpMethod.Post, "/products", provider, new { name = "Fibre", product_type = "utilities_broadband", enabled = true }), "id");
        var price = Text(
            await SendAsync(http, HttpMethod.Post, $"/products/{product}/pricing", provider, new { name = "Monthly", currency = "GBP", amount = 3999 }), "id");
        return new Trade(http, provider, marketplace, product, price);
    }

    /// <summary>A request to place the n-th order, with a key of its own; one of ten thousand customers orders.</summary>
    public byte[] Order(long n)
    {
        var request = _order.AsSpan().ToArray();
        n.TryFormat(request.AsSpan(_keyAt, 12), out _, "D12", CultureInfo.InvariantCulture);
        (n % Users).TryFormat(request.AsSpan(_userAt, 8), out _, "D8", CultureInfo.InvariantCulture);
        return request;
    }

    /// <summary>Sends a request as a client library would; fails on anything but success.</summary>
    public Task<JsonElement> SendAsync(HttpMethod method, string path, string token, object? body = null) => SendAsync(_http, method, path, token, body);

    public void Dispose() => _http.Dispose();

    /// <summary>Adds the endpoint and waits until it has given its challenge back.</summary>
    private static async Task ListenAsync(HttpClient http, string provider, Uri receiver)
    {
        var endpoint = await SendAsync(http, HttpMethod.Post, "/webhook-endpoints", provider, new { url = receiver.ToString(), events = Topics });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Text(endpoint, "status") != "enabled")
        {
            await Task.Delay(20, limit.Token);
            endpoint = await SendAsync(http, HttpMethod.Get, "/webhook-endpoints/" + Text(endpoint, "id"), provider, null);
        }
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, string path, string token, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"{method} {path} gave {(int)response.StatusCode}: {text}");
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
