using System.Globalization;
using Actors.Api.Http;

namespace Actors.Tests.Http;

public sealed class ScanTests
{
    private static readonly ListQuery Query = new(DataEnvironment.Sandbox) { Limit = 2 };

    [Fact]
    public async Task A_page_that_the_bound_ends_says_where_to_go_on()
    {
        var cut = await Scan(Query, item => item is 3 or 7_000);
        (Ids(cut), cut.HasMore, cut.Next).ShouldBe(("3", true, "4999"));
        var rest = await Scan(Query with { After = cut.Next }, item => item is 3 or 7_000);
        (Ids(rest), rest.HasMore, rest.Next).ShouldBe(("7000", false, null));
    }

    [Fact]
    public async Task So_does_one_that_is_read_backwards()
    {
        var cut = await Scan(Query with { Before = "7999" }, item => item is 3);
        (Ids(cut), cut.HasMore, cut.Next).ShouldBe(("", true, "2999"));
        var rest = await Scan(Query with { Before = cut.Next }, item => item is 3);
        (Ids(rest), rest.HasMore, rest.Next).ShouldBe(("3", false, null));
    }

    [Fact]
    public async Task A_full_page_goes_on_from_its_last_item()
    {
        var page = await Scan(Query, item => item % 1_000 == 0);
        (Ids(page), page.HasMore, page.Next).ShouldBe(("0 1000", true, null));
    }

    /// <summary>Eight thousand items, 0 being the newest.</summary>
    private static Task<ScannedPage<string>> Scan(ListQuery query, Func<int, bool> shows)
    {
        return Lists.Scan(query, Read, item => ValueTask.FromResult(shows(Number(item))), item => item);

        static Task<Page<string>> Read(ListQuery query)
        {
            var start = query.Before is { } before ? Math.Max(0, Number(before) - query.Limit) : query.After is { } after ? Number(after) + 1 : 0;
            var end = query.Before is { } last ? Number(last) : Math.Min(8_000, start + query.Limit);
            var items = Enumerable.Range(start, end - start)
                .Select(item => new Snapshot<string>(item.ToString(CultureInfo.InvariantCulture), 1, default, default));
            return Task.FromResult(new Page<string>([.. items], query.Before is null ? end < 8_000 : start > 0));
        }
    }

    private static int Number(string item) => int.Parse(item, CultureInfo.InvariantCulture);

    private static string Ids(ScannedPage<string> page) => string.Join(' ', page.Items.Select(item => item.Value));
}
