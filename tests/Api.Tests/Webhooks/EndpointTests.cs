using Actors.Keys;

namespace Actors.Tests.Webhooks;

public sealed class EndpointTests(ActorsApplication application, GuardedApplication guarded) : IClassFixture<GuardedApplication>
{
    private const string Path = "/webhook-endpoints";
    private static readonly object There = new { url = "https://partner.example.com/hooks", description = "Main" };

    [Fact]
    public async Task The_secret_is_shown_when_it_is_new_and_not_again()
    {
        var provider = await application.Provider();
        var made = (await provider.Post(Path, There)).ShouldBe(201);
        made["secret"].ShouldStartWith("whsec_");
        Convert.FromBase64String(made["secret"]["whsec_".Length..]).Length.ShouldBeInRange(24, 64);

        var one = $"{Path}/{made.Id}";
        var read = (await provider.Get(one)).ShouldBe(200);
        (read["url"], read["description"]).ShouldBe(("https://partner.example.com/hooks", "Main"));
        read.Json.TryGetProperty("secret", out _).ShouldBeFalse();
        (await provider.Patch(one, new { url = "https://partner.example.com/other" })).ShouldBe(200).Json.TryGetProperty("secret", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rotated_secret_is_shown_and_the_old_one_stays_for_the_overlap()
    {
        var provider = await application.Provider();
        var made = (await provider.Post(Path, There)).ShouldBe(201);
        var rotate = $"{Path}/{made.Id}/rotate";
        var rotated = (await provider.Post(rotate, new { overlap_seconds = 3600 }, ("Idempotency-Key", "k"))).ShouldBe(200);
        rotated["secret"].ShouldNotBe(made["secret"]);
        rotated.Json.GetProperty("secrets").GetArrayLength().ShouldBe(2);

        var again = (await provider.Post(rotate, new { overlap_seconds = 3600 }, ("Idempotency-Key", "k"))).ShouldBe(200);
        (again["secret"], again.Replayed).ShouldBe((rotated["secret"], true));

        (await provider.Post("/sandbox/clock/advance", new { by_seconds = 3601 })).ShouldBe(200);
        (await provider.Get($"{Path}/{made.Id}")).Json.GetProperty("secrets").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [Requirement("MM-42")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    public async Task Without_an_overlap_the_old_secret_stays_for_a_day(string? body)
    {
        var provider = await application.Provider();
        var made = (await provider.Post(Path, There)).ShouldBe(201);

        (await provider.Post($"{Path}/{made.Id}/rotate", body)).ShouldBe(200)["secret"].ShouldNotBe(made["secret"]);

        await provider.Advance(86_390);
        (await Secrets()).ShouldBe(2);
        await provider.Advance(20);
        (await Secrets()).ShouldBe(1);

        async Task<int> Secrets() => (await provider.Get($"{Path}/{made.Id}")).Json.GetProperty("secrets").GetArrayLength();
    }

    [Fact]
    [Requirement("MM-26")]
    public async Task Without_a_body_an_event_is_resent_to_the_only_endpoint_there_is()
    {
        await using var pushes = await Pushes.Listen();
        var trade = await Trade.Begin(application);
        var only = await application.Endpoint(trade.Provider, pushes.Url);
        var order = await trade.Order();
        var pushed = await pushes.NextEvent();
        var resend = $"/events/{pushed.Id}/resend";
        await trade.Provider.Attempts(order, 1);

        (await trade.Provider.Post(resend)).ShouldBe(202);
        (await pushes.NextEvent()).Id.ShouldBe(pushed.Id);

        (await trade.Provider.Post($"{Path}/{only.Id}/disable")).ShouldBe(200)["status"].ShouldBe("disabled");
        (await trade.Provider.Post(resend)).ShouldRefuse(409, "endpoint_not_enabled");
        (await trade.Provider.Post(Path, There)).ShouldBe(201);
        (await trade.Provider.Post(resend)).ShouldRefuse(422, "required", "/endpoint_id");

        (await trade.Respond(order, "Successful")).ShouldBe(200);
        var told = (await trade.Marketplace.Get("/events?after=0&wait=30")).Data.ShouldHaveSingleItem();
        (await trade.Marketplace.Post($"/events/{told.GetProperty("id").GetString()}/resend")).ShouldRefuse(409, "endpoint_missing");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(604_801)]
    public async Task An_overlap_is_a_week_at_most(int seconds)
    {
        var provider = await application.Provider();
        var id = (await provider.Post(Path, There)).ShouldBe(201).Id;
        (await provider.Post($"{Path}/{id}/rotate", new { overlap_seconds = seconds })).ShouldRefuse(422, "overlap_out_of_range", "/overlap_seconds");
    }

    [Fact]
    public async Task A_deleted_endpoint_is_gone()
    {
        var provider = await application.Provider();
        var one = $"{Path}/{(await provider.Post(Path, There)).ShouldBe(201).Id}";
        (await provider.Delete(one)).ShouldBe(204);
        (await provider.Get(one)).ShouldRefuse(404, "endpoint_not_found");
        (await provider.Delete(one)).ShouldRefuse(404, "endpoint_not_found");
    }

    [Fact]
    public async Task Each_account_and_environment_has_its_own()
    {
        var sandbox = await application.Provider();
        var one = $"{Path}/{(await sandbox.Post(Path, There)).ShouldBe(201).Id}";
        var production = await application.As(KeyRole.Provider, sandbox.Owner, DataEnvironment.Production);
        foreach (var other in new[] { production, await application.Provider() })
        {
            (await other.Get(one)).ShouldRefuse(404, "endpoint_not_found");
            (await other.Patch(one, new { description = "Mine" })).ShouldRefuse(404, "endpoint_not_found");
            (await other.Post(one + "/rotate", new { overlap_seconds = 0 })).ShouldRefuse(404, "endpoint_not_found");
            (await other.Delete(one)).ShouldRefuse(404, "endpoint_not_found");
            (await other.Get(Path)).Data.ShouldBeEmpty();
        }
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
        (await (await guarded.Provider()).Post(Path, new { url })).ShouldRefuse(422, code, "/url");

    [Fact]
    [Requirement("DP-34")]
    public async Task A_refused_address_is_told_what_this_silo_takes()
    {
        var (strict, lax) = (await guarded.Provider(), await application.Provider());
        (await Refused(strict, "ftp://partner.example.com")).ShouldBe("Give an https URL.");
        (await Refused(lax, "ftp://partner.example.com")).ShouldContain("or an http one");
        (await Refused(strict, "http://10.0.0.1")).ShouldStartWith("Give an https URL");
        (await Refused(strict, "https://10.0.0.1")).ShouldNotContain("localhost");
        (await Refused(lax, "http://10.0.0.1")).ShouldContain("or localhost");

        static async Task<string> Refused(Client client, string url) => (await client.Post(Path, new { url })).ShouldBe(422)["detail"];
    }

    [Fact]
    [Requirement("DP-34")]
    public async Task Where_it_is_allowed_an_endpoint_may_be_on_this_machine() =>
        (await (await application.Provider()).Post(Path, new { url = "http://127.0.0.1:5090/hooks" })).ShouldBe(201);

    [Fact]
    public async Task Links_for_users_name_the_public_address_where_one_is_set()
    {
        var trade = await Trade.Begin(guarded);
        var order = (await trade.Place()).ShouldBe(201);
        order["screen_url"].ShouldStartWith($"https://api.example.com/o/{order.Id}.");
    }
}
