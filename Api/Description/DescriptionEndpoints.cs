using System.Text.Encodings.Web;
using Actors.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>What the API says of itself: OpenAPI, a page to try it, the codes of its errors, and a first page.</summary>
internal static class DescriptionEndpoints
{
    private const string Html = "text/html; charset=utf-8";

    public static IServiceCollection AddDescription(this IServiceCollection services) => services.AddSingleton<ApiDescription>().AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.ActionDescriptor.EndpointMetadata.OfType<RouteFact.Listed>().Any();
        options.CreateSchemaReferenceId = SchemaNames.Of;
        options.AddSchemaTransformer<SchemaWords>();
        options.AddOperationTransformer<OperationDescription>();
        options.AddDocumentTransformer<DocumentDescription>();
        options.AddDocumentTransformer<WebhookDescription>();
    });

    public static void MapDescription(this WebApplication app)
    {
        app.MapGet("/openapi.json", OpenApi).ExcludeFromDescription();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs/api";
            page.DocumentTitle = "Actors API";
            page.SwaggerEndpoint("/openapi.json", "Actors API");
            page.EnableTryItOutByDefault();
            page.DefaultModelsExpandDepth(0);
        });
        app.MapGet("/", Home).ExcludeFromDescription();
        app.MapGet("/docs", (HttpRequest request) => TypedResults.Redirect(request.PathBase + "/docs/api")).ExcludeFromDescription();
        app.MapGet("/docs/errors", () => TypedResults.Text(Page("errors.html"), Html)).ExcludeFromDescription();
        app.MapGet("/docs/pages.css", () => TypedResults.Text(Page("pages.css"), "text/css; charset=utf-8")).ExcludeFromDescription();
    }

    private static async Task<IResult> OpenApi(HttpRequest request, ApiDescription description) =>
        TypedResults.Text(await description.For(request), "application/json; charset=utf-8");

    /// <summary>The commands on the first page work as they stand: they name the host that was asked.</summary>
    private static ContentHttpResult Home(HttpRequest request)
    {
        var site = HtmlEncoder.Default.Encode($"{request.Scheme}://{request.Host}");
        return TypedResults.Text(Page("home.html").Replace("{{site}}", site, StringComparison.Ordinal), Html);
    }

    private static string Page(string name) => Words.Embedded("Actors.Api.Description.Pages." + name);
}
