using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>Leaves out of the descriptions what only this repository's readers can follow: the numbers of requirements.</summary>
internal sealed partial class SchemaWords : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        schema.Description = schema.Description is null ? null : Numbers().Replace(schema.Description, "");
        return Task.CompletedTask;
    }

    [GeneratedRegex(@" \((MM|PT|DP|A)-[^)]*\)")]
    private static partial Regex Numbers();
}
