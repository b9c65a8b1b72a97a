using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Api.Description;

/// <summary>Leaves out of the descriptions what only this repository's readers can follow, the numbers of requirements; and says what the framework does not see.</summary>
internal sealed partial class SchemaWords : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        schema.Description = schema.Description is null ? null : Numbers().Replace(schema.Description, "");
        DescribeTime(schema, context.JsonPropertyInfo?.PropertyType ?? context.JsonTypeInfo.Type);
        foreach (var property in context.JsonTypeInfo.Properties.Where(property => IsLeftOut(property)))
        {
            schema.Required?.Remove(property.Name);
        }

        return Task.CompletedTask;
    }

    /// <summary>A converter of our own tells the framework nothing of what it writes.</summary>
    private static void DescribeTime(OpenApiSchema schema, Type type)
    {
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
        {
            schema.Type = type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
    }

    /// <summary>A property that is not written when it is null is there or not; the framework takes it for required.</summary>
    private static bool IsLeftOut(JsonPropertyInfo property) => property.AttributeProvider?
        .GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    [GeneratedRegex(@" \((MM|PT|DP|A)-[^)]*\)")]
    private static partial Regex Numbers();
}
