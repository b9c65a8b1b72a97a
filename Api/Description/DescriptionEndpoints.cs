using Actors.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>Marks the routes that the description lists.</summary>
internal sealed record ApiRoute;

/// <summary>What the API says of itself: OpenAPI, a page to try it, the codes of its errors, and a first page.</summary>
internal static class DescriptionEndpoints
{
    public static IServiceCollection AddDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.ActionDescriptor.EndpointMetadata.OfType<ApiRoute>().Any();
        options.CreateSchemaReferenceId = SchemaNames.Of;
        options.AddOperationTransformer<OperationDescription>();
        options.AddDocumentTransformer<DocumentDescription>();
        options.AddDocumentTransformer<WebhookDescription>();
    });

    public static void MapDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi.json").AllowAnonymous();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs/api";
            page.DocumentTitle = "Actors API";
            page.SwaggerEndpoint("/openapi.json", "Actors API");
            page.EnablePersistAuthorization();
            page.EnableTryItOutByDefault();
            page.DefaultModelsExpandDepth(0);
        });
        app.MapGet("/", () => Page("home.html")).ExcludeFromDescription();
        app.MapGet("/docs/errors", () => Page("errors.html")).ExcludeFromDescription();
        app.MapGet("/docs/pages.css", () => Page("pages.css", "text/css; charset=utf-8")).ExcludeFromDescription();
    }

    private static FileStreamHttpResult Page(string name, string type = "text/html; charset=utf-8") => TypedResults.Stream(
        typeof(DescriptionEndpoints).Assembly.GetManifestResourceStream($"Actors.Api.Description.Pages.{name}")
            ?? throw new InvalidOperationException($"The page {name} is not part of the assembly."),
        type);
}
