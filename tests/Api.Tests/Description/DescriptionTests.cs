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

    [Fact]
    public async Task The_first_page_shows_commands_that_name_this_silo()
    {
        var page = await application.Stranger().Get("/");
        page.Text.ShouldContain($"curl -s {application.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}/products");
        page.Text.ShouldContain("href=\"/docs/api\"");
        page.Text.ShouldNotContain("{{");
    }

    private static string Beside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
