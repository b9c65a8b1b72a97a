using Actors.Keys;

namespace Actors.Tests.Http;

public sealed class AuthenticationTests(ActorsApplication application)
{
    [Fact]
    public async Task Without_a_key_the_answer_says_how_to_send_one()
    {
        var answer = (await application.Stranger().Get("/products")).ShouldRefuse(401, "authentication_missing");
        answer.Headers["WWW-Authenticate"].ShouldStartWith("Bearer");
        answer["detail"].ShouldContain("Authorization: Bearer sk_test_");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("sk_test_")]
    [InlineData("sk_test_00000000000000000000000000_00000000000000000000000000000000")]
    [InlineData("sk_test_00000000000000000000000000-00000000000000000000000000000000")]
    [InlineData("sk_test_000000000000000000000000/0_00000000000000000000000000000000")]
    public async Task A_key_that_is_not_known_is_refused(string token)
    {
        var answer = await (application.Stranger() with { Token = token }).Get("/products");
        answer.ShouldRefuse(401, "authentication_failed");
        answer.Text.ShouldNotContain("0000");
    }

    [Fact]
    public async Task A_key_with_another_secret_is_refused()
    {
        var provider = await application.Provider();
        var other = provider with { Token = provider.Token![..^1] + (provider.Token[^1] == 'a' ? 'b' : 'a') };
        (await other.Get("/products")).ShouldRefuse(401, "authentication_failed");
        (await provider.Get("/products")).ShouldBe(200);
    }

    [Fact]
    public async Task A_sandbox_key_does_not_pass_as_a_production_key()
    {
        var provider = await application.Provider();
        var live = provider with { Token = provider.Token!.Replace("sk_test_", "sk_live_", StringComparison.Ordinal) };
        (await live.Get("/products")).ShouldRefuse(401, "authentication_failed");
    }

    [Fact]
    public async Task A_revoked_key_ends_with_the_next_request()
    {
        var (provider, @operator) = (await application.Provider(), await application.Operator());
        (await provider.Get("/products")).ShouldBe(200);
        (await @operator.Post($"/keys/{provider.KeyId}/revoke", new { reason = "lost" })).ShouldBe(200);
        (await provider.Get("/products")).ShouldRefuse(401, "authentication_failed")["detail"].ShouldContain("revoked");
    }

    [Fact]
    [Requirement("MM-41")]
    public async Task A_key_without_orders_write_cannot_answer_and_is_told_which_scope_it_lacks()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var reader = await application.As(KeyRole.Provider, trade.Provider.Owner, scopes: [Scopes.OrdersRead]);
        (await reader.Get("/orders/" + order)).ShouldBe(200);
        var answer = (await reader.Post("/orders/" + order, new { status = "Successful" })).ShouldRefuse(403, "scope_missing");
        answer["scope"].ShouldBe(Scopes.OrdersWrite);
        answer["detail"].ShouldContain(Scopes.OrdersWrite);
    }

    [Fact]
    public async Task Authentication_comes_before_the_body_is_looked_at() =>
        (await application.Stranger().Post("/products", "{ not json")).ShouldRefuse(401, "authentication_missing");
}
