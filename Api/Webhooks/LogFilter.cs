using System.Globalization;
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

    public Problem? Refusal { get; private init; }

    /// <summary>The outcome of attempts; <c>failed</c> for any but <c>delivered</c>.</summary>
    public string? Outcome { get; private init; }

    /// <summary>The HTTP status of attempts.</summary>
    public int? StatusCode { get; private init; }

    /// <summary>The event of attempts.</summary>
    public string? EventId { get; private init; }

    /// <summary>The endpoint of attempts.</summary>
    public string? EndpointId { get; private init; }

    public static ValueTask<LogFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new RouteFact.FiltersLog());

    private static LogFilter Read(IQueryCollection query)
    {
        var types = query["type"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var (from, badFrom) = Time(query, "created[gte]", "created_from");
        var (to, badTo) = Time(query, "created[lt]", "created_to");
        var (after, badAfter) = Number(query, "after");
        var (status, badStatus) = Number(query, "status");
        return new LogFilter(types, Text(query, "order") ?? Text(query, "subject"), from, to, after)
        {
            Outcome = Text(query, "outcome"),
            StatusCode = (int?)status,
            EventId = Text(query, "event"),
            EndpointId = Text(query, "endpoint"),
            Refusal = badFrom ?? badTo ?? badAfter ?? badStatus
                ?? (types.Count > MostTypes ? Problems.Query("type", $"give {MostTypes} types at most.") : null),
        };
    }

    private static (DateTimeOffset? Time, Problem? Refusal) Time(IQueryCollection query, string name, string alias)
    {
        var text = Text(query, name) ?? Text(query, alias);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time, null)
            : (null, text is null ? null : Problems.Query(name, "give a time in ISO 8601, such as 2026-11-22T09:30:00Z."));
    }

    private static (long? Number, Problem? Refusal) Number(IQueryCollection query, string name)
    {
        var text = Text(query, name);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue
            ? (number, null)
            : (null, text is null ? null : Problems.Query(name, "give a whole number."));
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
