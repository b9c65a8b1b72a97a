namespace Actors.Api.Http;

/// <summary>Pages of what is already in hand.</summary>
internal static class PageOf
{
    /// <summary>One page of items that stand newest first; null when the cursor is none of them.</summary>
    public static (IReadOnlyList<T> Items, bool HasMore)? Items<T>(IReadOnlyList<T> newestFirst, Paging page, Func<T, string> id)
    {
        var cursor = page.Cursor is null ? -1 : newestFirst.Index().FirstOrDefault(item => id(item.Item) == page.Cursor, (-1, default!)).Index;
        if (page.Cursor is not null && cursor < 0)
        {
            return null;
        }

        if (page.Before is null)
        {
            return ([.. newestFirst.Skip(cursor + 1).Take(page.Limit)], newestFirst.Count - (cursor + 1) > page.Limit);
        }

        var start = Math.Max(0, cursor - page.Limit);
        return ([.. newestFirst.Skip(start).Take(cursor - start)], start > 0);
    }
}
