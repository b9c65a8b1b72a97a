using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Api.Description;

namespace Actors.Tests.Description;

public sealed class DescriptionTests(ActorsApplication application)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is on the wire changes only where someone looked at the change and agreed.</summary>
    [Fact]
    public async Task The_description_is_the_approved_one()
    {
        var served = (await application.Stranger().Get("/openapi.json")).ShouldBe(200).Text;
        var received = JsonNode.Parse(served.Replace(application.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), "http://localhost:5000", StringComparison.Ordinal))!;
        var text = received.ToJsonString(Readable) + "\n";
        var approved = Beside("openapi.approved.json");
        if (!File.Exists(approved) || await File.ReadAllTextAsync(approved) != text)
        {
            await File.WriteAllTextAsync(Beside("openapi.received.json"), text);
            Assert.Fail("The description changed. Compare openapi.received.json with openapi.approved.json in tests/Api.Tests/Description; "
                + "to accept the change, move the received file over the approved one.");
        }
    }

    [Fact]
    public async Task The_description_is_openapi_3_1_with_the_pushes_and_how_to_send_a_key()
    {
        var document = (await application.Stranger().Get("/openapi.json")).Json;
        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        document.GetProperty("webhooks").EnumerateObject().Select(push => push.Name)
            .ShouldBe(["order.created", "order.updated", "order.succeeded", "order.need_more_info", "order.failed",
                "endpoint.failing", "endpoint.disabled", "endpoint.recovered", "endpoint.test", "endpoint.verification"]);
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("ApiKey").GetProperty("scheme").GetString().ShouldBe("bearer");
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_a_summary_and_its_refusals()
    {
        var document = (await application.Stranger().Get("/openapi.json")).Json;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(method => method.Value).ToList();
        operations.Select(operation => operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        operations.ShouldAllBe(operation => operation.GetProperty("summary").GetString()!.Length > 0);
        operations.ShouldAllBe(operation => operation.GetProperty("responses").EnumerateObject().Any(response => response.Name == "401"));
        operations.Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Every_part_of_it_is_explained()
    {
        var contract = await Contract.Of(application.Http);
        Completeness.Gaps(contract).ShouldBeEmpty("say it in the {noun}.openapi.json beside the routes");
    }

    [Fact]
    public async Task Every_operation_shows_what_was_really_sent_and_answered()
    {
        var contract = await Contract.Of(application.Http);
        Completeness.WithoutExample(contract).ShouldBeEmpty("add a call to Tour.cs and accept examples.received.json");
    }

    [Fact]
    public async Task What_is_said_of_an_operation_or_schema_is_said_of_one_that_exists()
    {
        var contract = await Contract.Of(application.Http);
        Words.Operations.Select(entry => entry.Key).Except(contract.Operations.Select(operation => operation.Id)).ShouldBeEmpty();
        Words.Schemas.Select(entry => entry.Key).Where(name => !contract.Document.GetProperty("components").GetProperty("schemas").TryGetProperty(name, out _)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/")]
    public async Task Whoever_asks_for_the_docs_is_led_to_them(string path)
    {
        using var answer = await application.Http.GetAsync(new Uri(path, UriKind.Relative));
        ((int)answer.StatusCode, answer.Headers.Location?.ToString()).ShouldBe((302, "/docs/api"));
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/docs/errors", "text/html")]
    [InlineData("/docs/pages.css", "text/css")]
    [InlineData("/docs/api/index.html", "text/html")]
    [InlineData("/docs/api/swagger-ui-bundle.js", "text/javascript")]
    public async Task Its_pages_come_with_the_silo(string path, string type)
    {
        var page = (await application.Stranger().Get(path)).ShouldBe(200);
        page.Headers["Content-Type"].ShouldStartWith(type);
        page.Text.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/openapi.json")]
    [InlineData("/docs/errors")]
    [InlineData("/docs/api/index.html")]
    [InlineData("/health/live")]
    public async Task A_page_that_is_the_same_in_all_versions_names_none(string path)
    {
        foreach (var reader in new[] { application.Stranger(), await application.Provider() })
        {
            var page = (await reader.Get(path)).ShouldBe(200);
            page.Headers.Keys.ShouldNotContain("Actors-Version");
            page.Headers.Keys.ShouldNotContain("Api-Version");
            page.Headers["Request-Id"].ShouldStartWith("req_");
        }
    }

    [Fact]
    public async Task The_head_of_the_description_has_what_a_first_call_needs()
    {
        var about = (await application.Stranger().Get("/openapi.json")).Json.GetProperty("info").GetProperty("description").GetString()!;
        about.ShouldContain($"curl {application.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}/products -H \"Authorization: Bearer sk_test_…\"");
        string[] told = ["(/docs/errors)", "`Idempotency-Key`", "`If-Match`", "`Actors-Version`", "`GET /events`", "listen --forward-to"];
        told.ShouldAllBe(word => about.Contains(word, StringComparison.Ordinal));
        about.ShouldNotContain("{{");
    }

    [Theory]
    [InlineData("rotateWebhookSecret")]
    [InlineData("resendEvent")]
    [InlineData("disableWebhookEndpoint")]
    [InlineData("testWebhookEndpoint")]
    public async Task A_body_that_may_be_left_out_is_described_so(string operation)
    {
        var document = (await application.Stranger().Get("/openapi.json")).Json;
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Single(method => method.Value.GetProperty("operationId").ValueEquals(operation)).Value.GetProperty("requestBody");
        (described.TryGetProperty("required", out var required) && required.GetBoolean()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_first_page_shows_commands_that_name_this_silo()
    {
        var page = await application.Stranger().Get("/");
        page.Text.ShouldContain($"curl -s {application.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}/products");
        page.Text.ShouldContain("href=\"/docs/api\"");
        page.Text.ShouldContain("-- listen --forward-to http://localhost:3000/hooks --api " + application.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        page.Text.ShouldContain("-- trigger order.created --api");
        page.Text.ShouldNotContain("{{");
    }

    private static string Beside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
