namespace Actors.Api.Http;

/// <summary>Pages of grains, also where not every grain of a query is shown.</summary>
internal static class Lists
{
    private const int ScanLimit = 100;

    // Bounds what one request may read: after five thousand grains the page ends, and says where to go on.
    private const int MaxScans = 50;

    public static Problem BadCursor(string cursor) => Problems.Query(
        "starting_after, ending_before", $"'{(cursor.Length <= 64 ? cursor : cursor[..64] + "…")}' is not an item of this list; give the id of an item that you got from it.");

    /// <summary>A query for a page.</summary>
    public static ListQuery Query(this Call call, Paging page) =>
        new(call.Environment) { Limit = page.Limit, After = page.After, Before = page.Before };

    /// <summary>One page of what <paramref name="shows"/> lets through; of everything when it is null.</summary>
    public static async Task<ScannedPage<TView>> Page<TView>(
        this Call call, ListQuery query, Func<TView, ValueTask<bool>>? shows, Func<TView, string> id)
        where TView : class
    {
        if (shows is not null)
        {
            return await Scan(query, scan => call.Grains.List<TView>(scan, call.Aborted), shows, id);
        }

        var page = await call.Grains.List<TView>(query, call.Aborted);
        return new ScannedPage<TView>(page.Items, page.HasMore, Next: null);
    }

    /// <summary>Reads on until a page is full, the list ends, or the bound is reached.</summary>
    internal static async Task<ScannedPage<TView>> Scan<TView>(
        ListQuery query, Func<ListQuery, Task<Page<TView>>> read, Func<TView, ValueTask<bool>> shows, Func<TView, string> id)
        where TView : class
    {
        var backward = query.Before is not null;
        var found = new List<Snapshot<TView>>();
        var scan = query with { Limit = ScanLimit };
        var more = true;
        for (var scans = 0; more && found.Count <= query.Limit && scans < MaxScans; scans++)
        {
            var page = await read(scan);
            foreach (var item in backward ? page.Items.Reverse() : page.Items)
            {
                if (found.Count <= query.Limit && await shows(item.Value))
                {
                    found.Add(item);
                }
            }

            more = page.HasMore && page.Items.Count > 0;
            scan = !more ? scan : backward ? scan with { Before = id(page.Items[0].Value) } : scan with { After = id(page.Items[^1].Value) };
        }

        var items = found.Take(query.Limit);
        var cut = more && found.Count <= query.Limit;
        return new ScannedPage<TView>(
            [.. backward ? items.Reverse() : items], cut || found.Count > query.Limit, cut ? scan.Before ?? scan.After : null);
    }
}
