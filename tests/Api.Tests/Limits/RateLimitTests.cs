using Actors.Hosting;
using Actors.Keys;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Limits;

/// <summary>Quotas over the real host; the clock moves only here, so the numbers are exact.</summary>
public sealed class RateLimitTests(LimitedApplication application) : IClassFixture<LimitedApplication>
{
    private const string Nobody = "sk_test_00000000000000000000000000_00000000000000000000000000000000";

    [Fact]
    public async Task Every_authenticated_answer_says_what_is_left()
    {
        var provider = await application.Provider();

        Answer[] answers =
        [
            (await provider.Get("/products")).ShouldBe(200),
            (await provider.Get("/products/prod_none")).ShouldBe(404),
            (await provider.Get("/nothing")).ShouldBe(404),
            (await provider.Get("/parked-messages")).ShouldBe(403),
            (await provider.Post("/products", "{")).ShouldBe(400),
        ];

        answers.ShouldAllBe(answer => answer.Headers["RateLimit-Policy"] == "\"key\";q=5;w=60");
        answers.Select(answer => answer.Headers["RateLimit"]).ShouldBe(
            ["\"key\";r=4;t=12", "\"key\";r=3;t=24", "\"key\";r=2;t=36", "\"key\";r=1;t=48", "\"key\";r=0;t=60"]);
    }

    [Fact]
    [Requirement("PR-12")]
    public async Task A_used_up_quota_is_429_that_says_when_to_go_on_and_then_goes_on()
    {
        var (provider, other) = (await application.Provider(), await application.Provider());
        for (var i = 0; i < LimitedApplication.Sandbox; i++)
        {
            (await provider.Get("/products")).ShouldBe(200);
        }

        var refused = (await provider.Post("/products", new { name = "n", product_type = "utilities_broadband" })).ShouldBe(429);
        refused.Headers["Content-Type"].ShouldBe("application/problem+json");
        refused["type"].ShouldBe("https://iana.org/assignments/http-problem-types#quota-exceeded");
        refused["code"].ShouldBe("quota_exceeded");
        ErrorCodes.Explained.ShouldContain("quota_exceeded");
        refused.Json.GetProperty("violated-policies").EnumerateArray().Single().GetString().ShouldBe("key");
        refused.Headers["Retry-After"].ShouldBe("12");
        refused.Headers["RateLimit"].ShouldBe("\"key\";r=0;t=60");
        refused["detail"].ShouldContain("12 s");
        (await other.Get("/products")).ShouldBe(200).Data.ShouldBeEmpty();

        application.Clock.Advance(TimeSpan.FromSeconds(12));
        (await provider.Get("/products")).ShouldBe(200).Data.ShouldBeEmpty("the refused call did nothing");
        (await provider.Get("/products")).ShouldBe(429);
    }

    [Fact]
    public async Task A_sandbox_key_gets_less_than_a_production_key()
    {
        var live = await application.As(KeyRole.Provider, environment: DataEnvironment.Production);
        (await live.Get("/products")).ShouldBe(200).Headers["RateLimit-Policy"].ShouldBe("\"key\";q=10;w=60");
        (await (await application.Provider()).Get("/products")).Headers["RateLimit-Policy"].ShouldBe("\"key\";q=5;w=60");
    }

    [Fact]
    public async Task Keys_are_not_guessed_for_nothing_and_a_key_in_use_goes_on()
    {
        var known = await application.Provider();
        var guesser = application.Stranger() with { Token = Nobody };
        (await known.Get("/products", From("203.0.113.1"))).ShouldBe(200);
        for (var i = 0; i < LimitedApplication.Unauthenticated; i++)
        {
            (await guesser.Get("/products", From("203.0.113.1"))).ShouldRefuse(401, "authentication_failed")
                .Headers["RateLimit-Policy"].ShouldBe("\"address\";q=4;w=60");
        }

        var refused = (await guesser.Get("/products", From("203.0.113.1"))).ShouldBe(429);
        refused.Json.GetProperty("violated-policies").EnumerateArray().Single().GetString().ShouldBe("address");
        refused.Headers["Retry-After"].ShouldBe("15");

        // Even the right key is not looked at: the answer must not tell a guesser that it was right.
        var right = await application.Provider();
        (await right.Get("/products", From("203.0.113.1"))).ShouldBe(429)["detail"].ShouldBe(refused["detail"]);
        (await known.Get("/products", From("203.0.113.1"))).ShouldBe(200);
        (await right.Get("/products", From("203.0.113.2"))).ShouldBe(200);

        application.Clock.Advance(TimeSpan.FromSeconds(15));
        (await guesser.Get("/products", From("203.0.113.1"))).ShouldBe(401);
    }

    [Fact]
    public async Task A_network_of_one_caller_is_one_caller()
    {
        var stranger = application.Stranger();
        for (var i = 0; i < LimitedApplication.Unauthenticated; i++)
        {
            (await stranger.Get("/nothing", From($"2001:db8:1:2::{i + 1}"))).ShouldBe(404);
        }

        (await stranger.Get("/nothing", From("2001:db8:1:2:ffff::9"))).ShouldBe(429);
        (await stranger.Get("/nothing", From("2001:db8:1:3::9"))).ShouldBe(404);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/docs/errors")]
    [InlineData("/openapi.json")]
    public async Task Pages_beside_the_api_are_not_counted(string path)
    {
        for (var i = 0; i < 3 * LimitedApplication.Unauthenticated; i++)
        {
            (await application.Stranger().Get(path, From("203.0.113.7"))).ShouldBe(200).Headers.Keys.ShouldNotContain("RateLimit");
        }
    }

    [Theory]
    [InlineData("Production", "0")]
    [InlineData("Sandbox", "7000")]
    [InlineData("Unauthenticated", "-1")]
    [InlineData("Window", "00:00:00")]
    public async Task A_limit_that_makes_no_sense_stops_the_start_and_is_named(string key, string value)
    {
        var data = Directory.CreateTempSubdirectory("actors-limits-");
        await using (var silo = await SiloHost.BuildAsync(
            ["--urls", "http://127.0.0.1:0", "--Actors:DataDirectory", data.FullName, "--Logging:LogLevel:Default", "None", "--Api:RateLimits:" + key, value]))
        {
            (await Should.ThrowAsync<OptionsValidationException>(() => silo.StartAsync())).Message.ShouldContain("Api:RateLimits:" + key);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Silos_share_the_quota_of_a_key()
    {
        var postgres = PostgresServer.Shared.CreateDatabase();
        await using var first = new SharedApplication(postgres);
        await first.InitializeAsync();
        var provider = await first.Provider();
        (await provider.Get("/products")).ShouldBe(200).Headers["RateLimit-Policy"].ShouldBe("\"key\";q=100;w=60");

        await using var second = new SharedApplication(postgres);
        await second.InitializeAsync();

        (await (provider with { Http = second.Http }).Get("/products")).ShouldBe(200).Headers["RateLimit-Policy"].ShouldBe("\"key\";q=50;w=60");
    }

    private static (string, string) From(string address) => ("X-Forwarded-For", address);

    private sealed class SharedApplication(string postgres) : ActorsApplication
    {
        protected override IEnumerable<string> Settings => ["--Actors:Postgres", postgres, "--Api:RateLimits:Sandbox", "100"];
    }
}
