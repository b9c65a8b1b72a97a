namespace Actors.Tests.Http;

public sealed class ProblemTests(ActorsApplication application)
{
    [Fact]
    public async Task An_unknown_path_is_a_problem_too() =>
        (await application.Stranger().Get("/nothing/here")).ShouldRefuse(404, "route_unknown");

    [Fact]
    public async Task A_wrong_method_is_told_the_right_ones()
    {
        var answer = (await application.Stranger().Delete("/products")).ShouldRefuse(405, "method_not_allowed");
        answer.Headers["Allow"].ShouldBe("GET, POST");
        answer["detail"].ShouldContain("GET, POST");
    }

    [Fact]
    public async Task Every_answer_carries_a_request_id_of_its_own()
    {
        var provider = await application.Provider();
        var (good, bad) = (await provider.Get("/products"), await provider.Get("/products/prod_1"));
        good.Headers["Request-Id"].ShouldStartWith("req_");
        bad.Headers["Request-Id"].ShouldStartWith("req_");
        bad.Headers["Request-Id"].ShouldNotBe(good.Headers["Request-Id"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_known_version_is_echoed(string version) =>
        (await (await application.Provider()).Get("/products", ("Api-Version", version))).ShouldBe(200).Headers["Api-Version"].ShouldBe(version);

    [Fact]
    public async Task Without_a_version_it_is_the_first() =>
        (await (await application.Provider()).Get("/products")).Headers["Api-Version"].ShouldBe("1");

    [Theory]
    [InlineData("3")]
    [InlineData("2026-11-22")]
    [InlineData("1, 2")]
    public async Task An_unknown_version_is_told_the_known_ones(string version) =>
        (await (await application.Provider()).Get("/products", ("Api-Version", version)))
            .ShouldRefuse(400, "api_version_unknown")["detail"].ShouldContain("1 and 2");

    [Theory]
    [InlineData("prod_x")]
    [InlineData("po_x")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("prod_%C3%BC")]
    [InlineData("prod_00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_cannot_be_an_id_is_not_found(string id) =>
        (await (await application.Provider()).Get("/products/" + id)).ShouldRefuse(404, "product_not_found");
}
