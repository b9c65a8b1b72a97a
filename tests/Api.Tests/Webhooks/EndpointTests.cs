using Actors.Keys;

namespace Actors.Tests.Webhooks;

public sealed class EndpointTests(ActorsApplication application, GuardedApplication guarded) : IClassFixture<GuardedApplication>
{
    private const string Path = "/webhook-endpoint";
    private static readonly object There = new { url = "https://partner.example.com/hooks", description = "Main" };

    [Fact]
    public async Task The_secret_is_shown_when_it_is_new_and_not_again()
    {
        var provider = await application.Provider();
        (await provider.Get(Path)).ShouldRefuse(404, "endpoint_not_found");
        var set = (await provider.Put(Path, There)).ShouldBe(200);
        set["secret"].ShouldStartWith("whsec_");
        Convert.FromBase64String(set["secret"]["whsec_".Length..]).Length.ShouldBeInRange(24, 64);

        var read = (await provider.Get(Path)).ShouldBe(200);
        (read["url"], read["description"]).ShouldBe(("https://partner.example.com/hooks", "Main"));
        read.Json.TryGetProperty("secret", out _).ShouldBeFalse();
        (await provider.Put(Path, new { url = "https://partner.example.com/other" })).ShouldBe(200).Json.TryGetProperty("secret", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_first_calls_at_once_only_one_is_shown_a_secret()
    {
        var provider = await application.Provider();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => provider.Put(Path, There)));
        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Count(answer => answer.Json.TryGetProperty("secret", out _)).ShouldBe(1);
    }

    [Fact]
    public async Task A_rotated_secret_is_shown_and_the_old_one_stays_for_the_overlap()
    {
        var provider = await application.Provider();
        var first = (await provider.Put(Path, There))["secret"];
        var rotated = (await provider.Post(Path + "/rotate", new { overlap_seconds = 3600 }, ("Idempotency-Key", "k"))).ShouldBe(200);
        rotated["secret"].ShouldNotBe(first);
        rotated.Json.GetProperty("secrets").GetArrayLength().ShouldBe(2);

        var again = (await provider.Post(Path + "/rotate", new { overlap_seconds = 3600 }, ("Idempotency-Key", "k"))).ShouldBe(200);
        (again["secret"], again.Replayed).ShouldBe((rotated["secret"], true));

        (await provider.Post("/sandbox/clock/advance", new { by_seconds = 3601 })).ShouldBe(200);
        (await provider.Get(Path)).Json.GetProperty("secrets").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(604_801)]
    public async Task An_overlap_is_a_week_at_most(int seconds)
    {
        var provider = await application.Provider();
        await provider.Put(Path, There);
        (await provider.Post(Path + "/rotate", new { overlap_seconds = seconds })).ShouldRefuse(422, "overlap_out_of_range", "/overlap_seconds");
    }

    [Fact]
    public async Task A_removed_endpoint_is_gone_and_a_new_one_has_a_new_secret()
    {
        var provider = await application.Provider();
        (await provider.Delete(Path)).ShouldRefuse(404, "endpoint_not_found");
        var first = (await provider.Put(Path, There))["secret"];
        (await provider.Delete(Path)).ShouldBe(204);
        (await provider.Get(Path)).ShouldRefuse(404, "endpoint_not_found");
        (await provider.Put(Path, There)).ShouldBe(200)["secret"].ShouldNotBe(first);
    }

    [Fact]
    public async Task Each_account_and_environment_has_its_own()
    {
        var sandbox = await application.Provider();
        await sandbox.Put(Path, There);
        var production = await application.As(KeyRole.Provider, sandbox.Owner, DataEnvironment.Production);
        (await production.Get(Path)).ShouldRefuse(404, "endpoint_not_found");
        (await (await application.Provider()).Get(Path)).ShouldRefuse(404, "endpoint_not_found");
    }

    [Theory]
    [Requirement("DP-34")]
    [InlineData("http://partner.example.com/hooks", "url_insecure")]
    [InlineData("ftp://partner.example.com/hooks", "url_invalid")]
    [InlineData("https://localhost/hooks", "url_not_public")]
    [InlineData("https://127.0.0.1/hooks", "url_not_public")]
    [InlineData("https://[::1]/hooks", "url_not_public")]
    [InlineData("https://partner.localhost./hooks", "url_not_public")]
    [InlineData("https://10.0.0.1/hooks", "url_not_public")]
    [InlineData("https://100.64.0.1/hooks", "url_not_public")]
    [InlineData("https://169.254.169.254/hooks", "url_not_public")]
    [InlineData("https://0x7f.1/hooks", "url_not_public")]
    [InlineData("https://240.0.0.1/hooks", "url_not_public")]
    [InlineData("https://[fe80::1]/hooks", "url_not_public")]
    [InlineData("https://[::ffff:10.0.0.1]/hooks", "url_not_public")]
    [InlineData("https://user:password@partner.example.com/hooks", "url_invalid")]
    [InlineData("/hooks", "url_invalid")]
    [InlineData("partner.example.com", "url_invalid")]
    public async Task An_endpoint_is_https_and_reached_from_outside(string url, string code) =>
        (await (await guarded.Provider()).Put(Path, new { url })).ShouldRefuse(422, code, "/url");

    [Fact]
    [Requirement("DP-34")]
    public async Task Where_it_is_allowed_an_endpoint_may_be_on_this_machine() =>
        (await (await application.Provider()).Put(Path, new { url = "http://127.0.0.1:5090/hooks" })).ShouldBe(200);

    [Fact]
    public async Task Links_for_users_name_the_public_address_where_one_is_set()
    {
        var trade = await Trade.Begin(guarded);
        var order = (await trade.Place()).ShouldBe(201);
        order["screen_url"].ShouldStartWith($"https://api.example.com/o/{order.Id}.");
    }
}
