using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Actors.Api.Versions;

namespace Actors.Tests.Versions;

/// <summary>The two versions that there are: 2026-06-01 spells Succesful, as the first partners compare it .</summary>
public sealed class SpellingTests(ActorsApplication application)
{
    /// <summary>As events are stored: the answers of the API escape less.</summary>
    private static readonly JsonSerializerOptions Storing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly (string, string) New = ("Actors-Version", "2026-11-22");
    private static readonly (string, string) Old = ("Actors-Version", "2026-06-01");

    [Theory]
    [Requirement("MM-31")]
    [InlineData("Actors-Version", "2026-06-01", "2026-06-01", "Succesful")]
    [InlineData("Api-Version", "1", "2026-06-01", "Succesful")]
    [InlineData("Actors-Version", "2026-11-22", "2026-11-22", "Successful")]
    [InlineData("Api-Version", "2", "2026-11-22", "Successful")]
    public async Task Either_header_names_the_version_of_orders_lists_expansions_and_events(string header, string value, string version, string status)
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        await trade.Respond(order, "Successful");

        var shown = (await trade.Marketplace.Get("/orders/" + order, (header, value))).ShouldBe(200);
        (shown["status"], shown.Headers["Actors-Version"]).ShouldBe((status, version));
        (await trade.Marketplace.Get("/orders", (header, value))).Data[0].GetProperty("status").GetString().ShouldBe(status);
        (await Logged(trade.Marketplace, (header, value))).GetProperty("payload").GetProperty("data").GetProperty("status").GetString().ShouldBe(status);
    }

    [Fact]
    public async Task Who_names_no_version_and_has_none_speaks_the_first()
    {
        var answer = await (await application.Provider()).Get("/account");
        (answer["api_version"], answer.Headers["Actors-Version"]).ShouldBe(("2026-06-01", "2026-06-01"));
        (await application.Stranger().Get("/products")).Headers["Actors-Version"].ShouldBe("2026-06-01");
    }

    [Fact]
    public async Task A_new_account_speaks_the_newest_from_its_first_call_on()
    {
        var owner = application.NewAccount("acc");
        var issued = (await (await application.Operator()).Post("/keys", new { owner, role = "provider", name = "first" })).ShouldBe(201);
        var answer = await new Client(application.Http, owner, issued["token"], issued.Id).Get("/account");
        (answer["api_version"], answer.Headers["Actors-Version"]).ShouldBe(("2026-11-22", "2026-11-22"));
    }

    [Fact]
    public async Task Both_headers_may_agree_and_must_not_differ()
    {
        var provider = await application.Provider();
        (await provider.Get("/products", New, ("Api-Version", "2"))).ShouldBe(200);
        (await provider.Get("/products", Old, ("Api-Version", "2"))).ShouldRefuse(400, "version_conflict")["detail"]
            .ShouldBe("'Actors-Version: 2026-06-01' and 'Api-Version: 2' are different versions; send one of the two headers.");
    }

    [Fact]
    [Requirement("MM-19")]
    public async Task An_endpoint_is_pinned_to_a_version_that_can_be_changed()
    {
        var provider = await application.Provider();
        Task<Answer> Add(object body, params (string, string)[] headers) => provider.Post("/webhook-endpoints", body, headers);

        (await Add(new { url = "https://example.com/a" }))["api_version"].ShouldBe("2026-06-01");
        (await Add(new { url = "https://example.com/a" }, New))["api_version"].ShouldBe("2026-11-22");
        (await Add(new { url = "https://example.com/a", api_version = "2" }, Old))["api_version"].ShouldBe("2026-11-22", "as it was called once");
        var made = await Add(new { url = "https://example.com/a", api_version = "2026-06-01", metadata = new { team = "a" } }, New);
        (made["api_version"], made.Map("metadata")["team"]).ShouldBe(("2026-06-01", "a"));

        var changed = (await provider.Patch("/webhook-endpoints/" + made.Id, new { api_version = "2026-11-22", metadata = new { team = "" } })).ShouldBe(200);
        (changed["api_version"], changed.Map("metadata").Count).ShouldBe(("2026-11-22", 0));
        (await provider.Patch("/webhook-endpoints/" + made.Id, new { api_version = "3" })).ShouldRefuse(422, "version_unknown", "/api_version")["detail"]
            .ShouldContain("2026-06-01, 2026-11-22");
    }

    [Fact]
    public async Task An_event_differs_in_nothing_else()
    {
        var trade = await Trade.Begin(application);
        await trade.Respond(await trade.Order(), "Successful", new { note = "<b>\"Grüße\" & 'x' 🎉 + \\</b>" });
        var newest = JsonSerializer.Serialize((await Logged(trade.Marketplace, New)).GetProperty("payload"), Storing);
        var versions = new ApiVersions(ApiVersions.Released);
        versions.RenderEvent(newest, "2026-11-22").ShouldBeSameAs(newest);
        versions.RenderEvent(newest, "2026-06-01").ShouldBe(newest.Replace("\"Successful\"", "\"Succesful\"", StringComparison.Ordinal)
            .Replace("\"display_status\":\"Succesful\"", "\"display_status\":\"Successful\"", StringComparison.Ordinal));
    }

    private static async Task<JsonElement> Logged(Client account, (string, string) version)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            soon.Token.ThrowIfCancellationRequested();
            var found = await account.Get("/events?type=order.succeeded&after=0&wait=5", version);
            if (found.Data.Count > 0)
            {
                return found.Data[0];
            }
        }
    }
}
