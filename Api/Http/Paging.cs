using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Http;

/// <summary>Which page of a list is asked for: <c>limit</c>, <c>starting_after</c>, <c>ending_before</c>.</summary>
/// <param name="Limit">1 to 100.</param>
/// <param name="After">The last item of the page before, or null.</param>
/// <param name="Before">The first item of the page after, or null.</param>
internal sealed record Paging(int Limit, string? After, string? Before) : IBound, IEndpointParameterMetadataProvider
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 100;

    public Problem? Refusal { get; private init; }

    public string? Cursor => After ?? Before;

    public static ValueTask<Paging?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new RouteFact.Paged());

    private static Paging Read(IQueryCollection query)
    {
        var limit = DefaultLimit;
        if (query.TryGetValue("limit", out var text) && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit))
        {
            limit = 0;
        }

        var page = new Paging(limit, query.Text("starting_after"), query.Text("ending_before"));
        return page with { Refusal = Check(page) };
    }

    private static Problem? Check(Paging page) => page switch
    {
        { Limit: < 1 or > MaxLimit } => Problems.Query("limit", $"give a whole number from 1 to {MaxLimit}."),
        { After: not null, Before: not null } => Problems.Query("ending_before", "give either starting_after or ending_before, not both."),
        _ => null,
    };
}
