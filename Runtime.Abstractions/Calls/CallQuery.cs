namespace Actors;

/// <summary>Which calls are asked for.</summary>
/// <param name="Environment">Of which environment.</param>
/// <param name="Owner">Of which account; null for all, with those that had no valid key.</param>
public sealed record CallQuery(DataEnvironment Environment, string? Owner)
{
    /// <summary>The lowest status, such as 400.</summary>
    public int? StatusFrom { get; init; }

    /// <summary>The highest status, such as 499.</summary>
    public int? StatusTo { get; init; }

    public string? Method { get; init; }

    /// <summary>A path as it was called, or a route's pattern.</summary>
    public string? Path { get; init; }

    public string? KeyId { get; init; }

    public string? Code { get; init; }

    public string? Id { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>Goes on with older ones than this call.</summary>
    public string? After { get; init; }

    /// <summary>Ends with newer ones than this call.</summary>
    public string? Before { get; init; }
}

/// <summary>One page of calls, newest first, without headers and bodies.</summary>
/// <param name="HasMore">Whether there are more in the direction of the cursor, or may be.</param>
/// <param name="Next">Where reading ended before the page was full; null where the page's own last item says it.</param>
public sealed record CallPage(IReadOnlyList<CallRecord> Items, bool HasMore, string? Next);
