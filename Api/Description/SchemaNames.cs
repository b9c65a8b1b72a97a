using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Actors.Api.Description;

/// <summary>Names of schemas as a reader knows them: <c>Product</c>, not <c>ProductJson</c>.</summary>
internal static class SchemaNames
{
    private static readonly string[] Suffixes = ["Json", "View"];

    public static string? Of(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name)
        {
            return null;
        }

        // A list of products is ListJsonOfProductJson to the framework.
        name = name.Replace("ListJsonOf", "ListOf", StringComparison.Ordinal);
        return Suffixes.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix
            ? name[..^suffix.Length]
            : name;
    }
}
