using Actors.Recoveries;

namespace Actors.Api.Recoveries;

/// <summary>A job that pushes the events of a time range to one endpoint once more.</summary>
internal sealed record RecoveryJson
{
    /// <summary><c>rec_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Always <c>recovery</c>.</summary>
    public string Object { get; init; } = "recovery";

    public required DataEnvironment Environment { get; init; }

    public required string EndpointId { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>What narrows the types that the endpoint takes; empty for all of them.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary><c>undelivered</c>, <c>failed</c>, <c>missing</c> or <c>all</c>.</summary>
    public required string Which { get; init; }

    public required bool DryRun { get; init; }

    public required int PerSecond { get; init; }

    /// <summary><c>counting</c>, <c>running</c>, <c>paused</c>, <c>done</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it paused by itself, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>How many events were found; null until they are counted.</summary>
    public long? Total { get; init; }

    /// <summary>How many were handed to delivery. May end below <c>total</c>: what arrives by itself meanwhile is left out.</summary>
    public required long Done { get; init; }

    /// <summary>The sequence up to which the log was looked at, in the count or in the run.</summary>
    public required long Position { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was done or cancelled, or null.</summary>
    public DateTimeOffset? Ended { get; init; }

    public static RecoveryJson Of(RecoveryView view) => new()
    {
        Id = view.Id,
        Environment = view.Environment,
        EndpointId = view.EndpointId,
        From = view.From,
        To = view.To,
        Types = view.Types,
        Which = view.Which,
        DryRun = view.DryRun,
        PerSecond = view.PerSecond,
        Status = view.Status,
        Reason = view.Reason,
        Total = view.Total,
        Done = view.Done,
        Position = view.Position,
        Created = view.Created,
        Ended = view.Ended,
    };
}
