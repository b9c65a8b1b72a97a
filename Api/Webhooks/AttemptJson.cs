using System.Globalization;
using Actors.Webhooks;

namespace Actors.Api.Webhooks;

/// <summary>One attempt to push an event.</summary>
internal sealed record AttemptJson
{
    /// <summary><c>att_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>attempt</c>.</summary>
    public string Object { get; init; } = "attempt";

    private const int ChallengeShown = 12;

    /// <summary>The event: its <c>webhook-id</c>. Of a challenge only the start is shown, here and everywhere: it is a secret of the receiver.</summary>
    public required string EventId { get; init; }

    public required string Type { get; init; }

    /// <summary>What the event is about: the order's id.</summary>
    public required string Subject { get; init; }

    public required string EndpointId { get; init; }

    /// <summary>1 for the first try.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary><c>delivered</c>, <c>http_500</c>, <c>timeout</c> …</summary>
    public required string Outcome { get; init; }

    public int? Status { get; init; }

    public required long DurationMs { get; init; }

    public required string Url { get; init; }

    /// <summary>The address that was dialled, or null when there was no connection.</summary>
    public string? Address { get; init; }

    /// <summary>The headers that were sent; of signatures only their kind.</summary>
    public required string RequestHeaders { get; init; }

    /// <summary>How many bytes the body had.</summary>
    public required int RequestSize { get; init; }

    /// <summary>The start of the answer, at most 4,096 characters.</summary>
    public required string Response { get; init; }

    /// <summary>When the next try is due, or null.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    public static AttemptJson From(AttemptEntry entry)
    {
        var json = Whole(entry);
        if (entry.Kind != EndpointAddress.ChallengeKind || entry.MessageId.Length <= ChallengeShown)
        {
            return json;
        }

        // Whoever reads it here could give it back in the receiver's name.
        var (secret, shown) = (entry.MessageId["evt_".Length..], entry.MessageId["evt_".Length..ChallengeShown] + "…");
        return json with
        {
            EventId = json.EventId.Replace(secret, shown, StringComparison.Ordinal),
            RequestHeaders = json.RequestHeaders.Replace(secret, shown, StringComparison.Ordinal),
            Response = json.Response.Replace(secret, shown, StringComparison.Ordinal),
        };
    }

    private static AttemptJson Whole(AttemptEntry entry) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"att_{entry.Sequence}"),
        EventId = entry.MessageId,
        Type = entry.Topic,
        Subject = entry.Subject,
        EndpointId = EndpointAddress.Parse(entry.Destination).EndpointId,
        Attempt = entry.Attempt,
        Created = entry.At,
        Outcome = entry.Detail.Outcome,
        Status = entry.Detail.StatusCode,
        DurationMs = (long)entry.Detail.Duration.TotalMilliseconds,
        Url = entry.Detail.Url,
        Address = entry.Detail.Address.Length == 0 ? null : entry.Detail.Address,
        RequestHeaders = entry.Detail.Request,
        RequestSize = entry.Detail.Size,
        Response = entry.Detail.Response,
        NextAttempt = entry.Next,
    };
}
