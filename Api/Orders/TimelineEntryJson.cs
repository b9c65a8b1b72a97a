using System.Text.Json.Serialization;
using Actors.Api.Webhooks;

namespace Actors.Api.Orders;

/// <summary>One thing that happened to an order. Of the fields, those of its kind are there.</summary>
internal sealed record TimelineEntryJson
{
    /// <summary>Always <c>timeline_entry</c>.</summary>
    public required string Object { get; init; }

    /// <summary><c>change</c> (a turn of the order), <c>event</c> (published to your feed), <c>attempt</c> (to push it) or <c>reminder</c> (still to come).</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of a reminder: <c>deadline</c> (the end of the 60 seconds) or <c>answer_by</c> (of the user). When it was due, a change of <c>system:reminder</c> stands in its place.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>The version that the change made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Version { get; init; }

    /// <summary>Who: <c>key:key_…</c>, <c>user:tus_…</c>, <c>system:reminder</c>; <c>provider</c> or <c>marketplace</c> for a key of the other party.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actor { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Command { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>W3C trace context, or empty.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>What happened in it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TimelineEventJson>? Events { get; init; }

    /// <summary>The event that was published, or that was to be pushed: <c>evt_…</c>, its <c>webhook-id</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EventId { get; init; }

    /// <summary>The event's type: <c>order.created</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>The place of a published event in the account's log.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Cursor { get; init; }

    /// <summary>The attempt, as <c>GET /attempts</c> shows it: <c>att_…</c></summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AttemptId { get; init; }

    /// <summary>Where an attempt went: <c>we_…</c></summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EndpointId { get; init; }

    /// <summary>1 for the first try.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Attempt { get; init; }

    /// <summary><c>delivered</c>, <c>http_500</c>, <c>timeout</c> …</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DurationMs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    /// <summary>The start of the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Response { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NextAttempt { get; init; }

    /// <param name="actor">Whoever acted, as the caller may see them.</param>
    public static TimelineEntryJson Change(JournalEntry entry, string actor) => new()
    {
        Object = "timeline_entry",
        Kind = "change",
        At = entry.At,
        Version = entry.Version,
        Actor = actor,
        Command = entry.Command,
        RequestId = entry.RequestId,
        TraceId = entry.TraceId,
        Events = TimelineEventJson.Of(entry.Events),
    };

    /// <param name="due">By the order's clock.</param>
    public static TimelineEntryJson Reminder(string name, DateTimeOffset due) => new()
    {
        Object = "timeline_entry",
        Kind = "reminder",
        At = due,
        Name = name,
    };

    public static TimelineEntryJson Published(LoggedEvent logged) => new()
    {
        Object = "timeline_entry",
        Kind = "event",
        At = logged.Created,
        EventId = logged.Id,
        Type = logged.Type,
        Cursor = logged.Sequence,
    };

    /// <summary>In the words of the attempt itself.</summary>
    public static TimelineEntryJson Tried(AttemptJson attempt) => new()
    {
        Object = "timeline_entry",
        Kind = "attempt",
        At = attempt.Created,
        EventId = attempt.EventId,
        Type = attempt.Type,
        AttemptId = attempt.Id,
        EndpointId = attempt.EndpointId,
        Attempt = attempt.Attempt,
        Outcome = attempt.Outcome,
        Status = attempt.Status,
        DurationMs = attempt.DurationMs,
        Url = attempt.Url,
        Response = attempt.Response,
        NextAttempt = attempt.NextAttempt,
    };
}
