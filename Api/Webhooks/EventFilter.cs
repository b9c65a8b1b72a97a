using System.Reflection;
using Actors.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Webhooks;

/// <summary>Which events a list shows.</summary>
/// <param name="Types">Their types; empty for all.</param>
/// <param name="Subject">The order, or null.</param>
/// <param name="After">The sequence after which to go on, oldest first, or null.</param>
/// <param name="Wait">How long to wait for one when there is none yet.</param>
internal sealed record EventFilter(
    IReadOnlyList<string> Types, string? Subject, DateTimeOffset? From, DateTimeOffset? To, long? After, TimeSpan Wait)
    : IBound, IEndpointParameterMetadataProvider
{
    private const int MostTypes = 20;
    private const int LongestWait = 30;

    internal static readonly QueryFilter TypesFact = new("type", "Types of events; several with commas, 20 at most.");

    private static readonly RouteFact.Filters Fact = new(
        TypesFact,
        new("order", "About one order.", "subject"),
        new("created[gte]", "At or after, ISO 8601.", "created_from"),
        new("created[lt]", "Before, ISO 8601.", "created_to"),
        new("after", "The sequence after which to go on; then the oldest come first."),
        new("wait", "With after: how many seconds to wait for one when there is none yet, 0 to 30; 0 unless it is sent."));

    public Problem? Refusal { get; private init; }

    public static ValueTask<EventFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(Fact);

    private static EventFilter Read(IQueryCollection query)
    {
        var (types, badTypes) = TypesOf(query);
        var (from, badFrom) = query.Time("created[gte]", "created_from");
        var (to, badTo) = query.Time("created[lt]", "created_to");
        var (after, badAfter) = query.Number("after");
        var (wait, badWait) = query.Number("wait");
        return new EventFilter(types, query.Text("order") ?? query.Text("subject"), from, to, after, TimeSpan.FromSeconds(wait ?? 0))
        {
            Refusal = badFrom ?? badTo ?? badAfter ?? badWait
                ?? (wait > LongestWait ? Problems.Query("wait", $"give 0 to {LongestWait} seconds.") : null)
                ?? (wait > 0 && after is null ? Problems.Query("wait", "send it together with 'after': only what comes next is waited for.") : null)
                ?? badTypes,
        };
    }

    /// <summary>The types that a list of events or of attempts is asked for.</summary>
    internal static (IReadOnlyList<string> Types, Problem? Bad) TypesOf(IQueryCollection query)
    {
        var types = query.Words("type");
        return (types, types.Count > MostTypes ? Problems.Query("type", $"give {MostTypes} types at most.") : null);
    }
}
