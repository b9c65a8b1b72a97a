using System.Net.Http.Headers;
using System.Text;

namespace Actors.Tests.Http;

/// <summary>What is refused before anybody looks at its meaning, and in which words.</summary>
public sealed class AdmissionTests(ActorsApplication application)
{
    [Theory]
    [InlineData("/products?Limit=3", "Limit", "limit, starting_after, ending_before, expand, expand[]")]
    [InlineData("/orders?state=Pending", "state", "status, queue, prod_id")]
    [InlineData("/product-types?limit=1", "limit", "takes none")]
    [InlineData("/parked-messages?cursor=1", "cursor", "Known are: after.")]
    [InlineData("/products/prod_1?fields=name", "fields", "expand")]
    public async Task An_unknown_query_parameter_is_named_with_the_known_ones(string path, string unknown, string known)
    {
        var detail = (await (await application.Operator()).Get(path)).ShouldRefuse(400, "query_unknown")["detail"];
        detail.ShouldContain($"'{unknown}'");
        detail.ShouldContain(known);
    }

    [Theory]
    [InlineData("/events?outcome=failed", "outcome", "type, order, created[gte], created[lt], after, wait")]
    [InlineData("/events?endpoint=we_1", "endpoint", "after, wait")]
    [InlineData("/attempts?after=1", "after", "event, order, outcome, status, created[gte]")]
    [InlineData("/attempts?after=3", "after", "endpoint")]
    [InlineData("/webhook-endpoints/we_1/attempts?endpoint=we_2", "endpoint", "event, order, outcome, status")]
    public async Task A_filter_of_events_is_none_of_attempts_nor_the_other_way_round(string path, string unknown, string known)
    {
        var detail = (await (await application.Provider()).Get(path)).ShouldRefuse(400, "query_unknown")["detail"];
        detail.ShouldContain($"'{unknown}'");
        detail.ShouldContain(known);
    }

    [Fact]
    public async Task Known_query_parameters_are_taken()
    {
        var @operator = await application.Operator();
        (await @operator.Get("/orders?limit=1&status=Pending&created_from=2026-01-01T00:00:00Z&expand=data.product")).ShouldBe(200);
        (await @operator.Get("/parked-messages?after=0")).ShouldBe(200);
    }

    [Fact]
    public async Task A_query_of_more_than_fifty_parameters_is_refused() =>
        (await (await application.Provider()).Get("/products?" + string.Join('&', Enumerable.Range(0, 51).Select(i => $"p{i}=1"))))
            .ShouldRefuse(400, "query_too_long")["detail"].ShouldContain("at most 50");

    [Theory]
    [InlineData(null, 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/*", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("text/html, */*;q=0.8", 200)]
    [InlineData("text/html", 406)]
    [InlineData("application/xml", 406)]
    [InlineData("application/json;q=0", 406)]
    public async Task Who_takes_no_json_is_told_what_there_is(string? accept, int status)
    {
        var provider = await application.Provider();
        var answer = await (accept is null ? provider.Get("/products") : provider.Get("/products", ("Accept", accept)));
        _ = status == 200 ? answer.ShouldBe(200) : answer.ShouldRefuse(406, "not_acceptable");
    }

    [Fact]
    public async Task A_url_that_is_too_long_is_told_the_limit() =>
        (await (await application.Provider()).Get("/products?limit=" + new string('1', 5_000))).ShouldRefuse(414, "url_too_long")["detail"].ShouldContain("4096");

    [Fact]
    public async Task Headers_that_are_too_large_are_told_the_limit() =>
        (await (await application.Provider()).Get("/products", ("X-Large", new string('1', 20_000)))).ShouldRefuse(431, "headers_too_large")["detail"].ShouldContain("16384");

    [Fact]
    public async Task A_compressed_body_is_refused_in_clear_words()
    {
        var provider = await application.Provider();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/products") { Content = new ByteArrayContent([31, 139, 8, 0]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + provider.Token);
        using var response = await application.Http.SendAsync(request);
        (await Answer.Of(response)).ShouldRefuse(415, "content_encoding")["detail"].ShouldContain("Content-Encoding");
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_told_the_type()
    {
        var provider = await application.Provider();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/products") { Content = new StringContent("name=A", Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + provider.Token);
        using var response = await application.Http.SendAsync(request);
        (await Answer.Of(response)).ShouldRefuse(415, "media_type")["detail"].ShouldContain("application/json");
    }

    [Fact]
    public async Task The_id_of_a_request_is_ours_whatever_is_sent()
    {
        var answer = await (await application.Provider()).Get("/products", ("Request-Id", "req_mine"));
        answer.Headers["Request-Id"].ShouldNotBe("req_mine");
        answer.Headers["Request-Id"].ShouldStartWith("req_");
    }
}
