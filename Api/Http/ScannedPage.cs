namespace Actors.Api.Http;

/// <summary>One page of a list that may hide some of what it reads.</summary>
/// <param name="HasMore">Whether there are more in the direction of the cursor, or may be.</param>
/// <param name="Next">Where reading ended before the page was full; null where the page's own last item says it.</param>
internal sealed record ScannedPage<TView>(IReadOnlyList<Snapshot<TView>> Items, bool HasMore, string? Next)
    where TView : class;
