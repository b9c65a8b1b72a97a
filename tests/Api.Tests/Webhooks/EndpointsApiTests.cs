using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Api.Keys;
using Actors.Hosting;
using Actors.Keys;
using Actors.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Webhooks;

/// <summary>Endpoints, events and attempts over HTTP, against a whole silo.</summary>
public sealed class EndpointsApiTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("actors-endpoints-");
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await SiloHost.BuildAsync(
            ["--urls", "http://127.0.0.1:0", "--Actors:DataDirectory", _data.FullName, "--Logging:LogLevel:Default", "Error", "--Webhooks:AllowInsecureEndpoints", "true"]);
        await _app.StartAsync();
        _http = await Client("acme");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    [Requirement("MM-19"), Requirement("MM-42")]
    public async Task An_endpoint_is_added_changed_rotated_switched_and_deleted()
    {
        var (made, etag) = await Send(HttpMethod.Post, "/webhook-endpoints", """{"url":"http://127.0.0.1:9/a","events":["order.*"],"description":"A"}""", 201);
        var id = made.GetProperty("id").GetString()!;
        made.GetProperty("secret").GetString()!.ShouldStartWith("whsec_");
        (made.GetProperty("status").GetString(), made.GetProperty("api_version").GetString()).ShouldBe(("unverified", "2026-06-01"));

        await Verified(id);
        var (shown, _) = await Send(HttpMethod.Get, "/webhook-endpoints/" + id, null);
        shown.GetProperty("status").GetString().ShouldBe("enabled");
        shown.TryGetProperty("secret", out _).ShouldBeFalse();
        (await Send(HttpMethod.Patch, "/webhook-endpoints/" + id, """{"description":"B"}""", 412, etag)).Json.GetProperty("code").GetString().ShouldBe("version_mismatch");
        var (patched, _) = await Send(HttpMethod.Patch, "/webhook-endpoints/" + id, """{"description":"B","max_per_second":5}""");
        (patched.GetProperty("description").GetString(), patched.GetProperty("max_per_second").GetInt32()).ShouldBe(("B", 5));
        var (rotated, _) = await Send(HttpMethod.Post, $"/webhook-endpoints/{id}/rotate", """{"overlap_seconds":60}""");
        rotated.GetProperty("secret").GetString().ShouldNotBe(made.GetProperty("secret").GetString());
        rotated.GetProperty("secrets").GetArrayLength().ShouldBe(2);
        (await Send(HttpMethod.Post, $"/webhook-endpoints/{id}/disable", """{"reason":"Maintenance"}""")).Json.GetProperty("status").GetString().ShouldBe("disabled");
        (await Send(HttpMethod.Post, $"/webhook-endpoints/{id}/enable", null)).Json.GetProperty("status").GetString().ShouldBe("enabled");
        (await Send(HttpMethod.Get, "/webhook-endpoints", null)).Json.GetProperty("data").GetArrayLength().ShouldBe(1);
        await Send(HttpMethod.Delete, "/webhook-endpoints/" + id, null, 204);
        await Send(HttpMethod.Get, "/webhook-endpoints/" + id, null, 404);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_endpoint_and_shows_the_same_secret()
    {
        const string Body = """{"url":"http://127.0.0.1:9/a"}""";
        var first = await Send(HttpMethod.Post, "/webhook-endpoints", Body, 201, key: "once");
        var again = await Send(HttpMethod.Post, "/webhook-endpoints", Body, 201, key: "once");
        again.Json.GetProperty("id").GetString().ShouldBe(first.Json.GetProperty("id").GetString());
        again.Json.GetProperty("secret").GetString().ShouldBe(first.Json.GetProperty("secret").GetString());
        await Send(HttpMethod.Post, "/webhook-endpoints", """{"url":"http://127.0.0.1:9/b"}""", 422, key: "once");
    }

    [Fact]
    [Requirement("DP-34")]
    public async Task What_is_wrong_with_an_endpoint_is_said()
    {
        var (problem, _) = await Send(HttpMethod.Post, "/webhook-endpoints", """{"url":"ftp://x","events":["order.shipped"]}""", 422);
        problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldBe(["/url", "/events/0"]);
        var (unknown, _) = await Send(HttpMethod.Post, "/webhook-endpoints", """{"url":"http://127.0.0.1:9/a","api_version":"2026-11-23"}""", 422);
        unknown.GetProperty("code").GetString().ShouldBe("version_unknown");
        unknown.GetProperty("detail").GetString()!.ShouldContain("2026-06-01, 2026-11-22");
    }

    [Fact]
    [Requirement("MM-27"), Requirement("UE-24")]
    public async Task Events_are_pulled_from_the_log_that_they_are_pushed_from()
    {
        await Publish("acme", 1, "order.created", "po_1");
        await Publish("acme", 2, "order.succeeded", "po_1");
        await Publish("acme", 3, "order.created", "po_2");
        await Publish("other", 4, "order.created", "po_3");

        (await Ids("/events")).ShouldBe(["evt_3", "evt_2", "evt_1"]);
        (await Ids("/events?after=1")).ShouldBe(["evt_2", "evt_3"]);
        (await Ids("/events?limit=1&starting_after=evt_3")).ShouldBe(["evt_2"]);
        (await Ids("/events?ending_before=evt_1")).ShouldBe(["evt_3", "evt_2"]);
        (await Ids("/events?type=order.created&order=po_1")).ShouldBe(["evt_1"]);
        await Send(HttpMethod.Get, "/events?after=x", null, 422);
        await Send(HttpMethod.Get, "/events/evt_4", null, 404);
        var (one, _) = await Send(HttpMethod.Get, "/events/evt_2", null);
        (one.GetProperty("cursor").GetInt64(), one.GetProperty("payload").GetProperty("data").GetProperty("status").GetString()).ShouldBe((2, "Succesful"));
    }

    [Fact]
    [Requirement("UE-24")]
    public async Task Attempts_are_searched_and_sent_again()
    {
        var (made, _) = await Send(HttpMethod.Post, "/webhook-endpoints", """{"url":"http://127.0.0.1:9/a"}""", 201);
        var id = made.GetProperty("id").GetString()!;
        await Verified(id);
        await Publish("acme", 1, "order.created", "po_1");
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        JsonElement attempts;
        do
        {
            soon.Token.ThrowIfCancellationRequested();
            attempts = (await Send(HttpMethod.Get, $"/webhook-endpoints/{id}/attempts?outcome=failed&event=evt_1", null)).Json.GetProperty("data");
        }
        while (attempts.GetArrayLength() == 0);

        (attempts[0].GetProperty("outcome").GetString(), attempts[0].GetProperty("endpoint_id").GetString()).ShouldBe(("connection_failed", id));
        attempts[0].GetProperty("request_headers").GetString()!.ShouldContain("webhook-signature: v1,…");
        (await Send(HttpMethod.Get, $"/attempts?endpoint={id}&order=po_1", null)).Json.GetProperty("data").GetArrayLength().ShouldBeGreaterThan(0);
        (await Send(HttpMethod.Get, "/attempts?endpoint=we_none", null)).Json.GetProperty("data").GetArrayLength().ShouldBe(0);
        (await Send(HttpMethod.Get, "/attempts?outcome=delivered", null)).Json.GetProperty("data").GetArrayLength().ShouldBe(0);
        await Send(HttpMethod.Post, $"/attempts/{attempts[0].GetProperty("id").GetString()}/resend", null, 202);
        await Send(HttpMethod.Post, "/events/evt_1/resend", $$"""{"endpoint_id":"{{id}}"}""", 202);
        await Send(HttpMethod.Post, "/attempts/att_99/resend", null, 404);
        using var other = await Client("other");
        (await other.GetFromJsonAsync<JsonElement>("/attempts")).GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    private async Task<IEnumerable<string?>> Ids(string path) =>
        (await Send(HttpMethod.Get, path, null)).Json.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ToList();

    private async Task<(JsonElement Json, string? ETag)> Send(HttpMethod method, string path, string? body, int expected = 200, string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json"));
        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe((HttpStatusCode)expected, text);
        return (text.Length == 0 ? default : JsonElement.Parse(text), answer.Headers.ETag?.ToString());
    }

    private async Task Verified(string id)
    {
        var challenge = (await Feed("acme").Read())!.Value.Find(id)!.Challenge;
        await Feed("acme").Execute(new FeedCommand.Verified(id, challenge, default), new Request("test", TimeProvider.System.GetUtcNow()));
    }

    private Task Publish(string account, int n, string type, string order) => Feed(account).Execute(
        new FeedCommand.Publish(account, DataEnvironment.Sandbox, new FeedItem($"evt_{n}", type, order, $$$"""{"type":"{{{type}}}","data":{"object":"order","status":"Successful"}}""")),
        new Request("test", TimeProvider.System.GetUtcNow()));

    private IFeedGrain Feed(string account) => _app.Services.GetRequiredService<IGrains>().Get<IFeedGrain>(FeedView.KeyOf(account, DataEnvironment.Sandbox));

    private async Task<HttpClient> Client(string owner)
    {
        var ids = _app.Services.GetRequiredService<IIds>();
        var id = ids.New("key");
        var (token, hash) = ApiKeyToken.Create(ids, id, DataEnvironment.Sandbox);
        var now = TimeProvider.System.GetUtcNow();
        var issue = new ApiKeyCommand.Issue(id, owner, KeyRole.Provider, DataEnvironment.Sandbox, Scopes.Of(KeyRole.Provider), "test", hash, null, now);
        await _app.Services.GetRequiredService<IGrains>().Get<IApiKeyGrain>(id).Execute(issue, new Request("test", now));
        return new HttpClient { BaseAddress = new Uri(_app.Urls.First()), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }
}
