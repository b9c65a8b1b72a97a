using System.Text.Json;
using Actors.Keys;

namespace Actors.Tests.Calls;

/// <summary>Every call is in the log, as its caller saw it and without its secrets; and only its owner reads it.</summary>
public abstract class CallLogContract(StoredCalls application)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_call_can_be_read_with_what_was_sent_and_answered()
    {
        var provider = await application.Provider();
        var answer = (await provider.Post(
            "/products", new { name = "Fibre", product_type = "utilities_broadband" },
            ("Idempotency-Key", "k-1"), ("User-Agent", "shop/1.0"), ("Actors-Version", "2026-11-22"), ("X-Private", "not yours"))).ShouldBe(201);

        var call = await Logged(provider, answer);

        call["object"].ShouldBe("call");
        (call["method"], call["route"], call["path"]).ShouldBe(("POST", "/products", "/products"));
        (await Logged(provider, await provider.Get("/products?limit=1")))["query"].ShouldBe("?limit=1");
        (call["status"], call["key_id"], call["owner"], call["environment"]).ShouldBe(("201", provider.KeyId, provider.Owner, "sandbox"));
        call.Json.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null);
        call.Json.GetProperty("duration_ms").GetDouble().ShouldBeGreaterThan(0);
        call["remote_address"].ShouldBe("127.0.0.1");
        var (request, response) = (call.Json.GetProperty("request"), call.Json.GetProperty("response"));
        request.GetProperty("body").GetString().ShouldBe("""{"name":"Fibre","product_type":"utilities_broadband"}""");
        response.GetProperty("body").GetString().ShouldBe(answer.Text);
        response.GetProperty("body_bytes").GetInt64().ShouldBe(System.Text.Encoding.UTF8.GetByteCount(answer.Text));
        (request.GetProperty("body_cut").GetBoolean(), response.GetProperty("body_cut").GetBoolean()).ShouldBe((false, false));
        Header(request, "Idempotency-Key").ShouldBe("k-1");
        Header(request, "User-Agent").ShouldBe("shop/1.0");
        Header(request, "Actors-Version").ShouldBe("2026-11-22");
        Header(response, "Actors-Version").ShouldBe("2026-11-22");
        Header(request, "Authorization").ShouldBe("Bearer ***");
        request.GetRawText().ShouldNotContain("X-Private", Case.Insensitive);
        Header(response, "ETag").ShouldBe(answer.ETag);
        Header(response, "Request-Id").ShouldBe(answer.Headers["Request-Id"]);
        Header(response, "RateLimit").ShouldBe(answer.Headers["RateLimit"]);
    }

    [Fact]
    public async Task No_secret_reaches_the_stored_rows()
    {
        var (provider, @operator) = (await application.Provider(), await application.Operator());
        var issued = (await @operator.Post("/keys", new { owner = provider.Owner, role = "provider", name = "shop" })).ShouldBe(201);
        var token = issued["token"];
        var set = (await provider.Post("/webhook-endpoints", new { url = "http://127.0.0.1:9/hooks?token=t0ken-of-theirs" })).ShouldBe(201);
        var rotated = (await provider.Post($"/webhook-endpoints/{set.Id}/rotate", new { overlap_seconds = 60 })).ShouldBe(200);
        var product = await provider.CreateProduct();
        var trade = new Trade(provider, await application.Marketplace(), product, await provider.CreatePrice(product));
        var order = (await trade.Place()).ShouldBe(201);
        var screen = new Uri(order["screen_url"]).AbsolutePath["/o/".Length..];
        var guess = (await (application.Stranger() with { Token = "sk_test_01234567890123456789012345_GuessedGuessedGuessedGuessedGues" }).Get("/products")).ShouldBe(401);
        await application.Stranger().Get($"/o/{screen}/nothing?token=in-the-query&x=sk_live_InTheQuery");
        await application.Stranger().Get("/nothing?x=sk%5Flive%5FEncodedInTheQuery");
        await application.Stranger().Get("/nothing", ("Authorization", "Basic dXNlcjpwYXNzd29yZA=="));
        (await provider.Post("/products", """{"name":"x","password":"open \" sesame","secret":"plain"}""")).ShouldBe(422);
        var last = await provider.Get("/products/prod_last");
        foreach (var (reader, call) in new[] { (@operator, issued), (provider, set), (trade.Marketplace, order), (@operator, guess), (provider, last) })
        {
            await Logged(reader, call);
        }

        var rows = await application.Rows();
        var all = string.Join('\n', rows);
        rows.ShouldContain(row => row.Contains("/keys\n", StringComparison.Ordinal) && row.Contains("\"token\":\"***\"", StringComparison.Ordinal));
        rows.ShouldContain(row => row.Contains(set.Headers["Request-Id"], StringComparison.Ordinal) && row.Contains("\"secret\":\"***\"", StringComparison.Ordinal));
        rows.ShouldContain(row => row.Contains(order.Headers["Request-Id"], StringComparison.Ordinal) && row.Contains("/o/***\"", StringComparison.Ordinal));
        rows.ShouldContain(row => row.Contains(guess.Headers["Request-Id"], StringComparison.Ordinal));
        string[] secrets =
        [
            token, token[^32..], provider.Token![^32..], @operator.Token![^32..], set["secret"]["whsec_".Length..], rotated["secret"]["whsec_".Length..],
            screen, screen[^10..], "GuessedGuessed", "in-the-query", "InTheQuery", "t0ken-of-theirs", "dXNlcjpwYXNz", "sesame", "\"plain\"",
        ];
        secrets.ShouldAllBe(secret => secret.Length > 5);
        secrets.Where(secret => all.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_body_is_kept_in_part_and_says_so()
    {
        var provider = await application.Provider();
        var answer = await provider.Post("/products", new { name = "n", product_type = "utilities_broadband", description = new string('d', 20_000), secret = "at the end" });
        var request = (await Logged(provider, answer)).Json.GetProperty("request");

        request.GetProperty("body_cut").GetBoolean().ShouldBeTrue();
        request.GetProperty("body_bytes").GetInt64().ShouldBeGreaterThan(20_000);
        request.GetProperty("body").GetString()!.Length.ShouldBe(16 * 1024);
        var tooLong = await provider.Post("/products", "{\"name\":\"" + new string('d', 70_000) + "\"}");
        (await Logged(provider, tooLong.ShouldRefuse(413, "body_too_large")))["code"].ShouldBe("body_too_large");
    }

    [Fact]
    public async Task Another_tenants_call_is_not_there()
    {
        var (provider, other) = (await application.Provider(), await application.Provider());
        var answer = await provider.Get("/products");
        var id = answer.Headers["Request-Id"];
        await Logged(provider, answer);

        (await other.Get("/calls/" + id)).ShouldRefuse(404, "call_not_found");
        (await (await application.As(KeyRole.Provider, provider.Owner, DataEnvironment.Production)).Get("/calls/" + id)).ShouldRefuse(404, "call_not_found");
        (await other.Get("/calls?request_id=" + id)).ShouldBe(200).Data.ShouldBeEmpty();
        (await other.Get("/calls?starting_after=" + id)).ShouldRefuse(422, "query_invalid");
        (await provider.Get("/calls/req_none")).ShouldRefuse(404, "call_not_found");
        (await (await application.As(KeyRole.Provider, provider.Owner, scopes: [Scopes.OrdersRead])).Get("/calls/" + id)).ShouldRefuse(403, "scope_missing");
        (await (await application.Operator()).Get("/calls/" + id)).ShouldBe(200);
    }

    [Fact]
    public async Task A_list_is_narrowed_by_what_a_call_was()
    {
        var provider = await application.Provider();
        var second = await application.Provider(provider.Owner);
        var product = await provider.CreateProduct();
        var none = (await provider.Get("/products/prod_none")).ShouldBe(404);
        var invalid = (await provider.Post("/products", "{")).ShouldBe(400);
        var one = (await second.Get("/products/" + product)).ShouldBe(200);
        foreach (var call in new[] { none, invalid, one })
        {
            await Logged(provider, call);
        }

        await Shows("status=4xx", invalid, none);
        await Shows("status=404", none);
        await Shows("method=post&status=4xx", invalid);
        await Shows("path=/products/" + product, one);
        await Shows("path=/products/{id}", one, none);
        await Shows("code=malformed_json", invalid);
        await Shows("key=" + second.KeyId, one);
        await Shows("request_id=" + none.Headers["Request-Id"], none);
        var resend = (await provider.Post("/parked-messages/7/resend", new { reason = "r" })).ShouldBe(403);
        await Logged(provider, resend);
        await Shows("path=/parked-messages/{sequence}/resend", resend);
        await Shows("path=/products/{id}&until=2020-01-01T00:00:00Z");
        await Shows("path=/products/{id}&since=2020-01-01T00:00:00Z", one, none);
        (await provider.Get("/calls?status=6xx")).ShouldRefuse(422, "query_invalid")["detail"].ShouldContain("4xx");
        (await provider.Get("/calls?since=yesterday")).ShouldRefuse(422, "query_invalid")["detail"].ShouldStartWith("since:");

        async Task Shows(string filter, params Answer[] expected) =>
            (await provider.Get("/calls?" + filter)).ShouldBe(200).Ids.ShouldBe(expected.Select(answer => answer.Headers["Request-Id"]), filter);
    }

    [Fact]
    public async Task Lists_go_on_by_cursor_both_ways_and_leave_bodies_out()
    {
        var provider = await application.Provider();
        List<string> made = [];
        for (var i = 0; i < 5; i++)
        {
            var answer = await provider.Get("/products?n=" + i);
            await Logged(provider, answer);
            made.Insert(0, answer.Headers["Request-Id"]);
        }

        var first = (await provider.Get("/calls?path=/products&limit=2")).ShouldBe(200);
        (first.HasMore, first["object"], first["url"]).ShouldBe((true, "list", "/calls"));
        first.Ids.ShouldBe(made[..2]);
        first.Data[0].TryGetProperty("response", out _).ShouldBeFalse();
        (await provider.Get("/calls?path=/products&limit=2&starting_after=" + first.Ids[1])).Ids.ShouldBe(made[2..4]);
        var back = await provider.Get("/calls?path=/products&limit=2&ending_before=" + made[3]);
        back.Ids.ShouldBe(made[1..3]);
        back.HasMore.ShouldBeTrue();
        (await provider.Get("/calls?path=/products&limit=5")).HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Reading_the_log_is_logged_without_bodies()
    {
        var provider = await application.Provider();
        var read = (await provider.Get("/calls?limit=1")).ShouldBe(200);
        var response = (await Logged(provider, read)).Json.GetProperty("response");
        response.GetProperty("body").ValueKind.ShouldBe(JsonValueKind.Null);
        response.GetProperty("body_cut").GetBoolean().ShouldBeTrue();
        response.GetProperty("body_bytes").GetInt64().ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_refusal_leads_to_its_own_record()
    {
        var provider = await application.Provider();
        var refused = (await provider.Get("/products/prod_none")).ShouldRefuse(404, "product_not_found");
        refused["log_url"].ShouldBe("/calls/" + refused.Headers["Request-Id"]);

        (await Logged(provider, refused))["code"].ShouldBe("product_not_found");
        (await application.Stranger().Get("/products")).ShouldBe(401).Text.ShouldNotContain("log_url", customMessage: "nobody could read it");
    }

    [Fact]
    public async Task Calls_without_a_valid_key_are_seen_by_operators_alone()
    {
        var refused = (await application.Stranger().Get("/products")).ShouldBe(401);
        var call = await Logged(await application.Operator(), refused);
        call.Json.GetProperty("owner").ValueKind.ShouldBe(JsonValueKind.Null);
        (await (await application.Provider()).Get("/calls/" + refused.Headers["Request-Id"])).ShouldRefuse(404, "call_not_found");
        (await (await application.Operator()).Get("/calls?code=authentication_missing&request_id=" + refused.Headers["Request-Id"])).Ids.ShouldHaveSingleItem();
    }

    /// <summary>
    /// The record of a call. It is handed over as the last byte leaves, so the first look may be a moment too early: somebody
    /// else takes it, or a look in vain would be one more call of the reader's in the lists.
    /// </summary>
    private async Task<Answer> Logged(Client reader, Answer answer)
    {
        var path = "/calls/" + answer.Headers["Request-Id"];
        var lookout = await application.Operator();
        using var limit = new CancellationTokenSource(Limit);
        while ((await lookout.Get(path)).Status == 404)
        {
            limit.IsCancellationRequested.ShouldBeFalse($"no record of {path} came");
        }

        return (await reader.Get(path)).ShouldBe(200);
    }

    private static string Header(JsonElement part, string name) => part.GetProperty("headers").GetProperty(name).GetString()!;
}

public sealed class SqliteCallLogTests(SqliteCalls application) : CallLogContract(application), IClassFixture<SqliteCalls>;

public sealed class PostgresCallLogTests(PostgresCalls application) : CallLogContract(application), IClassFixture<PostgresCalls>;
