using Actors.Keys;

namespace Actors.Tests.Keys;

public sealed class KeyTests(ActorsApplication application)
{
    [Fact]
    public async Task A_new_key_works_and_its_token_is_shown_once()
    {
        var @operator = await application.Operator();
        var owner = application.NewAccount("acc");
        var key = (await @operator.Post("/keys", new { owner, role = "provider", name = "Shop" })).ShouldBe(201);
        key["token"].ShouldMatch("^sk_test_[0-9a-z]{26}_[0-9A-Za-z]{32}$");
        key.Headers["Cache-Control"].ShouldBe("no-store");
        (key["owner"], key["role"], key["environment"], key["status"]).ShouldBe((owner, "provider", "sandbox", "Active"));

        var provider = application.Stranger() with { Token = key["token"], Owner = owner };
        (await provider.CreateProduct()).ShouldStartWith("prod_");
        var read = (await @operator.Get("/keys/" + key.Id)).ShouldBe(200);
        read.Json.TryGetProperty("token", out _).ShouldBeFalse();
        read.Text.ShouldNotContain("hash");
        (await @operator.Get("/keys")).Text.ShouldNotContain(key["token"]);
    }

    [Fact]
    [Requirement("G4")]
    public async Task A_repeat_gives_the_same_key_without_its_token()
    {
        var @operator = await application.Operator();
        var body = new { owner = application.NewAccount("acc"), role = "marketplace", name = "Shop", max_quantity = 5 };
        var first = (await @operator.Post("/keys", body, ("Idempotency-Key", "k"))).ShouldBe(201);
        var again = (await @operator.Post("/keys", body, ("Idempotency-Key", "k"))).ShouldBe(201);
        (again.Id, again.Replayed).ShouldBe((first.Id, true));
        again.Json.TryGetProperty("token", out _).ShouldBeFalse();
        (await (application.Stranger() with { Token = first["token"] }).Get("/orders")).ShouldBe(200);
    }

    [Fact]
    public async Task A_production_operator_issues_production_keys()
    {
        var @operator = await application.As(KeyRole.Operator, environment: DataEnvironment.Production);
        var key = (await @operator.Post("/keys", new { owner = application.NewAccount("acc"), role = "provider", name = "Shop" })).ShouldBe(201);
        key["token"].ShouldStartWith("sk_live_");
        (await (await application.Operator()).Get("/keys/" + key.Id)).ShouldRefuse(404, "key_not_found");
    }

    [Theory]
    [InlineData("""{ "owner": "", "role": "provider", "name": "x" }""", "owner_invalid", "/owner")]
    [InlineData("""{ "owner": "a.b", "role": "provider", "name": "x" }""", "owner_invalid", "/owner")]
    [InlineData("""{ "owner": "a", "role": "admin", "name": "x" }""", "role_unknown", "/role")]
    [InlineData("""{ "owner": "a", "role": "provider", "name": "" }""", "required", "/name")]
    [InlineData("""{ "owner": "a", "role": "provider", "name": "x", "scopes": ["platform:operate"] }""", "scope_not_allowed", "/scopes")]
    [InlineData("""{ "owner": "a", "role": "marketplace", "name": "x", "max_quantity": 0 }""", "out_of_range", "/max_quantity")]
    public async Task A_key_at_fault_is_refused_with_a_pointer(string body, string code, string pointer) =>
        (await (await application.Operator()).Post("/keys", body)).ShouldRefuse(422, code, pointer);

    [Fact]
    public async Task A_revoked_key_says_when_and_why()
    {
        var (@operator, provider) = (await application.Operator(), await application.Provider());
        var revoked = (await @operator.Post($"/keys/{provider.KeyId}/revoke", new { reason = "left" })).ShouldBe(200);
        (revoked["status"], revoked["revoke_reason"]).ShouldBe(("Revoked", "left"));
        revoked.Json.GetProperty("revoked").GetDateTimeOffset().ShouldBeGreaterThan(default);

        // What would be refused the first time is refused again.
        (await @operator.Post($"/keys/{provider.KeyId}/revoke", new { reason = new string('x', 5_000) })).ShouldRefuse(422, "too_long", "/reason");
    }

    [Fact]
    public async Task Only_operators_see_keys()
    {
        (await (await application.Provider()).Get("/keys")).ShouldRefuse(403, "scope_missing");
        (await (await application.Marketplace()).Post("/keys", new { owner = "a", role = "operator", name = "x" })).ShouldRefuse(403, "scope_missing");
    }
}
