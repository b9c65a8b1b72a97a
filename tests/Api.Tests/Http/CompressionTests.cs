using System.IO.Compression;
using System.Text;

namespace Actors.Tests.Http;

public sealed class CompressionTests(ActorsApplication application)
{
    private static readonly string Long = new('x', 3_000);

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_long_answer_is_compressed_for_who_takes_it(string coding)
    {
        var provider = await application.Provider();
        var product = (await provider.Post("/products", new { name = "A", description = Long, product_type = "lending" })).ShouldBe(201);
        var (sent, headers) = await Raw(provider, "/products/" + product.Id, coding);
        headers("Content-Encoding").ShouldBe(coding);
        headers("Vary").ShouldContain("Accept-Encoding");
        headers("Vary").ShouldContain("Authorization");
        sent.Length.ShouldBeLessThan(1_500);
        await using var stream = coding == "br" ? (Stream)new BrotliStream(new MemoryStream(sent), CompressionMode.Decompress) : new GZipStream(new MemoryStream(sent), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).ShouldBe((await provider.Get("/products/" + product.Id)).Text);
    }

    [Fact]
    public async Task A_short_answer_is_not()
    {
        var provider = await application.Provider();
        var (_, headers) = await Raw(provider, "/products", "br");
        headers("Content-Encoding").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_holds_a_secret_beside_others_text_is_not()
    {
        var trade = await Trade.Begin(application);
        var body = trade.Body();
        body["input"]!["appointment"] = Long[..1_900];
        var order = (await trade.Place(body)).ShouldBe(201);
        order["screen_url"].ShouldNotBeEmpty();
        var (forMarketplace, headers) = await Raw(trade.Marketplace, "/orders/" + order.Id, "br");
        headers("Content-Encoding").ShouldBeEmpty();
        Encoding.UTF8.GetString(forMarketplace).ShouldContain("screen_url");

        // The provider's has no secret in it.
        (await Raw(trade.Provider, "/orders/" + order.Id, "br")).Header("Content-Encoding").ShouldBe("br");
    }

    [Fact]
    public async Task The_description_is_compressed() =>
        (await Raw(application.Stranger(), "/openapi.json", "gzip")).Header("Content-Encoding").ShouldBe("gzip");

    private static async Task<(byte[] Sent, Func<string, string> Header)> Raw(Client client, string path, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + client.Token);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        using var response = await client.Http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue();
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return (await response.Content.ReadAsByteArrayAsync(), name => headers.GetValueOrDefault(name, ""));
    }
}
