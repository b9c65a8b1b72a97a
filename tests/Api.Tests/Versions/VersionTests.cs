using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Api.Versions;
using Actors.Versions;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Versions;

/// <summary>A silo of the future, that has changed its wire once, and the callers of today.</summary>
public sealed class VersionTests(VersionTests.Application application) : IClassFixture<VersionTests.Application>
{
    private const string Next = "2027-01-15";

    /// <summary>A product's <c>description</c> was called <c>text</c> before; an event's <c>sequence</c> was called <c>nr</c>.</summary>
    private sealed class Renamed : VersionChange
    {
        public override string Version => Next;

        public override string Summary => "A product's text is called description.";

        public override void LiftRequest(string operation, JsonObject body)
        {
            if (operation is "createProduct" or "updateProduct")
            {
                Rename(body, "text", "description");
            }
        }

        public override void LowerObject(string kind, JsonObject json)
        {
            if (kind == "product")
            {
                Rename(json, "description", "text");
            }
        }

        public override void LowerEvent(string type, JsonObject envelope) => Rename(envelope, "sequence", "nr");

        private static void Rename(JsonObject json, string from, string to)
        {
            if (json.Remove(from, out var value))
            {
                json[to] = value;
            }
        }
    }

    public sealed class Application : ActorsApplication
    {
        protected override bool IsDescribed => false;

        protected override void Add(IServiceCollection services) => services.AddSingleton<VersionChange, Renamed>();
    }

    [Fact]
    public async Task An_old_caller_writes_and_reads_the_old_shape_everywhere()
    {
        var provider = await application.Provider();
        var old = ("Actors-Version", ApiVersions.First);
        var made = (await provider.Post("/products", new { name = "A", text = "Old words", product_type = "lending" }, old)).ShouldBe(201);
        (made["text"], made.Headers["Actors-Version"], made.Headers["Location"]).ShouldBe(("Old words", ApiVersions.First, "/products/" + made.Id));
        made.Json.TryGetProperty("description", out _).ShouldBeFalse();
        (await provider.Get("/products", old)).Data[0].GetProperty("text").GetString().ShouldBe("Old words");
        (await provider.Patch("/products/" + made.Id, new { text = "Newer" }, old)).ShouldBe(200)["text"].ShouldBe("Newer");

        var now = (await provider.Get("/products/" + made.Id, ("Actors-Version", Next))).ShouldBe(200);
        (now["description"], now.Headers["Actors-Version"]).ShouldBe(("Newer", Next));
        (await provider.Post("/products", new { name = "A", text = "x", product_type = "lending" }, ("Actors-Version", Next))).ShouldRefuse(422, "unknown_field", "/text");
    }

    [Fact]
    public async Task A_tag_that_is_held_does_not_come_to_stand_for_a_newer_text()
    {
        var provider = await application.Provider();
        var product = "/products/" + await provider.CreateProduct();
        var held = (await provider.Get(product, ("Actors-Version", "2026-11-22"))).ShouldBe(200);
        var newer = (await provider.Get(product, ("Actors-Version", Next), ("If-None-Match", held.ETag))).ShouldBe(200);
        (held.ETag, newer.ETag).ShouldBe(("\"1\"", $"\"1-{Next}\""));
    }

    [Fact]
    public async Task What_is_expanded_is_lowered_too()
    {
        var trade = await Trade.Begin(application);
        var order = await trade.Order();
        var shown = (await trade.Provider.Get($"/orders/{order}?expand=product", ("Actors-Version", ApiVersions.First))).Json.GetProperty("product");
        shown.TryGetProperty("text", out _).ShouldBeTrue();
        shown.TryGetProperty("description", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeat_is_known_by_what_was_sent()
    {
        var provider = await application.Provider();
        var headers = new[] { ("Idempotency-Key", "k"), ("Actors-Version", ApiVersions.First) };
        var body = new { name = "A", text = "x", product_type = "lending" };
        var first = await provider.Post("/products", body, headers);
        (await provider.Post("/products", body, headers)).Replayed.ShouldBeTrue();
        (await provider.Post("/products", new { name = "A", text = "y", product_type = "lending" }, headers)).ShouldRefuse(422, "idempotency_key_reused");
        first.ShouldBe(201);
    }

    [Fact]
    public async Task The_first_key_pins_the_account_and_the_header_overrides_it()
    {
        var owner = application.NewAccount("acc");
        var issued = (await (await application.Operator()).Post("/keys", new { owner, role = "provider", name = "first" })).ShouldBe(201);
        var provider = new Client(application.Http, owner, issued["token"], issued.Id);
        (await provider.Get("/account"))["api_version"].ShouldBe(Next);

        var seen = await provider.Get("/account");
        (await provider.Send(HttpMethod.Patch, "/account", new { api_version = ApiVersions.First })).ShouldRefuse(428, "if_match_missing");
        (await provider.Patch("/account", new { api_version = "2020-01-01" })).ShouldRefuse(422, "version_unknown", "/api_version")["detail"].ShouldContain(Next);
        (await provider.Patch("/account", new { api_version = ApiVersions.First })).ShouldBe(200)["api_version"].ShouldBe(ApiVersions.First);
        seen.Json.GetProperty("supported_versions").EnumerateArray().Select(one => one.GetString()).ShouldBe([ApiVersions.First, "2026-11-22", Next]);

        var plain = await provider.Get("/products");
        plain.Headers["Actors-Version"].ShouldBe(ApiVersions.First);
        (await provider.Get("/products", ("Actors-Version", Next))).Headers["Actors-Version"].ShouldBe(Next);
        (await provider.Post("/products", new { name = "A", text = "x", product_type = "lending" })).ShouldBe(201)["text"].ShouldBe("x");
    }

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("latest")]
    [InlineData("")]
    public async Task An_unknown_version_is_told_the_known_ones(string version) =>
        (await (await application.Provider()).Get("/products", ("Actors-Version", version)))
            .ShouldRefuse(400, "version_unknown")["detail"].ShouldContain($"{ApiVersions.First}, 2026-11-22, {Next}");

    [Fact]
    public void An_event_is_rendered_for_the_version_that_its_receiver_is_pinned_to()
    {
        var versions = application.Services.GetRequiredService<IApiVersions>();
        const string Stored = """{"id":"evt_1","type":"product.changed","sequence":3,"data":{"object":"product","description":"Ünï"}}""";
        versions.RenderEvent(Stored, Next).ShouldBe(Stored);
        var old = JsonDocument.Parse(versions.RenderEvent(Stored, ApiVersions.First)).RootElement;
        (old.GetProperty("nr").GetInt32(), old.GetProperty("data").GetProperty("text").GetString()).ShouldBe((3, "Ünï"));
        old.GetProperty("data").TryGetProperty("description", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_description_names_the_newest_version() =>
        (await application.Stranger().Get("/openapi.json")).Json.GetProperty("info").GetProperty("version").GetString().ShouldBe(Next);
}
