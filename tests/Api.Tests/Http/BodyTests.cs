namespace Actors.Tests.Http;

public sealed class BodyTests(ActorsApplication application)
{
    /// <summary>The source's sample as it is printed: a comma is missing after meta.</summary>
    private const string SampleAsPrinted = """
        {
          "name": "Product name",
          "description": "Product description",
          "product_type": "utilities_broadband",
          "meta": {
            "key": "value"
          }
          "enabled": true
        }
        """;

    [Fact]
    [Requirement("MM-13")]
    public async Task The_sample_as_printed_is_refused_with_line_and_column()
    {
        var answer = (await Post(SampleAsPrinted)).ShouldRefuse(400, "malformed_json");
        answer.Json.GetProperty("line").GetInt32().ShouldBe(8);
        answer.Json.GetProperty("column").GetInt32().ShouldBe(3);
        answer["detail"].ShouldContain("line 8, column 3");
    }

    [Fact]
    [Requirement("MM-13")]
    public async Task The_sample_with_its_comma_is_taken() =>
        (await Post(SampleAsPrinted.Replace("  }\n", "  },\n", StringComparison.Ordinal))).ShouldBe(201);

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\"name\": \"ü\", x", 1, 15)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{\"name\": \"a\nb\"}", 1, 12)]
    [InlineData("{'name': 1}", 1, 2)]
    public async Task Malformed_json_is_refused_at_the_character_where_it_ends_to_make_sense(string body, int line, int column)
    {
        var answer = (await Post(body)).ShouldRefuse(400, "malformed_json");
        (answer.Json.GetProperty("line").GetInt32(), answer.Json.GetProperty("column").GetInt32()).ShouldBe((line, column));
    }

    [Fact]
    public async Task Every_field_at_fault_is_named_at_once()
    {
        var answer = await Post("""{ "name": 1, "enabled": "yes", "colour": "red", "meta": { "a/b": 2 } }""");
        answer.ShouldRefuse(422, "validation_failed").Pointers.ShouldBe(["/name", "/enabled", "/colour", "/meta/a~1b"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{ "name": "a", "product_type": "lending", "name": "b" }""", "duplicate_field", "/name")]
    [InlineData("""{ "name": "a", "product_type": "lending", "meta": { "x": "1", "x": "2" } }""", "duplicate_field", "/meta/x")]
    [InlineData("""{ "product_type": "lending" }""", "required", "/name")]
    [InlineData("""{ "name": null, "product_type": "lending" }""", "type_mismatch", "/name")]
    [InlineData("""{ "name": "a\u0000", "product_type": "lending" }""", "text_invalid", "/name")]
    [InlineData("""{ "name": "\ud800", "product_type": "lending" }""", "text_invalid", "/name")]
    [InlineData("""[]""", "type_mismatch", "")]
    [InlineData("""null""", "type_mismatch", "")]
    public async Task A_body_of_another_shape_is_refused_with_a_pointer(string body, string code, string pointer) =>
        (await Post(body)).ShouldRefuse(422, code, pointer);

    [Fact]
    public async Task A_body_that_is_nested_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 20)) + string.Concat(Enumerable.Repeat("]", 20));
        (await Post($$"""{ "name": "a", "product_type": "lending", "meta": {{deep}} }""")).ShouldRefuse(422, "too_deep");
    }

    [Fact]
    public async Task A_body_of_more_than_64_KiB_is_refused()
    {
        var body = $$"""{ "name": "{{new string('a', 64 * 1024)}}" }""";
        (await Post(body)).ShouldRefuse(413, "body_too_large");
    }

    [Fact]
    public async Task A_long_body_whose_length_is_not_told_is_refused_as_well()
    {
        var provider = await application.Provider();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/products");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + provider.Token);
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StreamContent(new MemoryStream(new byte[200 * 1024]));
        request.Content.Headers.ContentType = new("application/json");
        using var response = await application.Http.SendAsync(request);
        (await Answer.Of(response)).ShouldRefuse(413, "body_too_large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_body_that_is_not_json_by_its_type_is_refused(string? type)
    {
        var provider = await application.Provider();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/products");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + provider.Token);
        request.Content = new StringContent("{}");
        request.Content.Headers.ContentType = type is null ? null : new(type);
        using var response = await application.Http.SendAsync(request);
        (await Answer.Of(response)).ShouldRefuse(415, "media_type")["detail"].ShouldContain("application/json");
    }

    private async Task<Answer> Post(string body) => await (await application.Provider()).Post("/products", body);
}
