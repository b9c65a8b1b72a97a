using System.Reflection;
using Actors.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Webhooks;

/// <summary>Which events or attempts a list shows.</summary>
/// <param name="Types">Types of events; empty for all.</param>
/// <param name="Subject">The order, or null.</param>
/// <param name="After">The sequence after which to go on, oldest first, or null.</param>
internal sealed record LogFilter(
    IReadOnlyList<string> Types, string? Subject, DateTimeOffset? From, DateTimeOffset? To, long? After)
    : IBound, IEndpointParameterMetadataProvider
{
    private const int MostTypes = 20;
    private const int LongestWait = 30;

    private static readonly RouteFact.Filters Fact = new(
        new("type", "Types of events; several with commas, 20 at most."),
        new("order", "About one order.", "subject"),
        new("created[gte]", "At or after, ISO 8601.", "created_from"),
        new("created[lt]", "Before, ISO 8601.", "created_to"),
        new("after", "Events: the sequence after which to go on; then the oldest come first."),
        new("wait", "Events, with after: how many seconds to wait for one when there is none yet, 0 to 30; 0 unless it is sent."),
        new("event", "Attempts: of one event."),
        new("endpoint", "Attempts: to one endpoint."),
        new("outcome", "Attempts: delivered, timeout, http_500 …; failed for any but delivered and withdrawn."),
        new("status", "Attempts: the HTTP status."));

    public Problem? Refusal { get; private init; }

    /// <summary>The outcome of attempts; <c>failed</c> for any but <c>delivered</c>.</summary>
    public string? Outcome { get; private init; }

    /// <summary>The HTTP status of attempts.</summary>
    public int? StatusCode { get; private init; }

    /// <summary>The event of attempts.</summary>
    public string? EventId { get; private init; }

    /// <summary>The endpoint of attempts.</summary>
    public string? EndpointId { get; private init; }

    /// <summary>How long a list of events waits for one when there is none yet.</summary>
    public TimeSpan Wait { get; private init; }

    public static ValueTask<LogFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(Fact);

    private static LogFilter Read(IQueryCollection query)
    {
        var types = query.Words("type");
        var (from, badFrom) = query.Time("created[gte]", "created_from");
        var (to, badTo) = query.Time("created[lt]", "created_to");
        var (after, badAfter) = query.Number("after");
        var (status, badStatus) = query.Number("status");
        var (wait, badWait) = query.Number("wait");
        return new LogFilter(types, query.Text("order") ?? query.Text("subject"), from, to, after)
        {
            Outcome = query.Text("outcome"),
            StatusCode = (int?)status,
            EventId = query.Text("event"),
            EndpointId = query.Text("endpoint"),
            Wait = TimeSpan.FromSeconds(wait ?? 0),
            Refusal = badFrom ?? badTo ?? badAfter ?? badStatus ?? badWait
                ?? (wait > LongestWait ? Problems.Query("wait", $"give 0 to {LongestWait} seconds.") : null)
                ?? (wait > 0 && after is null ? Problems.Query("wait", "send it together with 'after': only what comes next is waited for.") : null)
                ?? (types.Count > MostTypes ? Problems.Query("type", $"give {MostTypes} types at most.") : null),
        };
    }
}
