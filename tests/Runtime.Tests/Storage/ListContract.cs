using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Storage;
using Actors.Tests;

namespace Actors.Runtime.Tests.Storage;

/// <summary>Lists by owner, party, parent, environment, status and creation, page by page.</summary>
public abstract class ListContract
{
    private const DataEnvironment Live = DataEnvironment.Production;

    protected abstract TestStore NewStore();

    [Fact]
    public async Task Each_filter_shows_its_own_and_nothing_else()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await Put(silo, "a", 1, new GrainIndex("o1", Live, "Open", "p1", "x1"));
        await Put(silo, "b", 2, new GrainIndex("o1", Live, "Closed", "p2", "x1"));
        await Put(silo, "c", 3, new GrainIndex("o2", Live, "Open", "", "x2"));
        await Put(silo, "d", 4, new GrainIndex("o1", DataEnvironment.Sandbox, "Open", "p1", "x1"));

        (await Keys(silo, new ListQuery(Live))).ShouldBe(["c", "b", "a"]);
        (await Keys(silo, new ListQuery(Live) { Owner = "o1" })).ShouldBe(["b", "a"]);
        (await Keys(silo, new ListQuery(Live) { Party = "p1" })).ShouldBe(["a"]);
        (await Keys(silo, new ListQuery(Live) { Party = "" })).ShouldBeEmpty("nobody is party to all");
        (await Keys(silo, new ListQuery(Live) { Parent = "x1" })).ShouldBe(["b", "a"]);
        (await Keys(silo, new ListQuery(Live) { Statuses = ["Open"] })).ShouldBe(["c", "a"]);
        (await Keys(silo, new ListQuery(Live) { Statuses = ["Open", "Closed"], Owner = "o1" })).ShouldBe(["b", "a"]);
        (await Keys(silo, new ListQuery(Live) { Statuses = ["Open", "Open"] })).ShouldBe(["c", "a"], "asked for twice, shown once");
        (await Keys(silo, new ListQuery(Live) { Statuses = ["New"] })).ShouldBeEmpty();
        (await Keys(silo, new ListQuery(Live) { CreatedFrom = 2L.ToTime(), CreatedTo = 3L.ToTime() })).ShouldBe(["b"]);
        (await Keys(silo, new ListQuery(Live) { Owner = "O1" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sandbox_and_production_never_meet()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await Put(silo, "live", 1, new GrainIndex("o", Live, "Open", "p", "x"));
        await Put(silo, "test", 2, new GrainIndex("o", DataEnvironment.Sandbox, "Open", "p", "x"));

        foreach (var query in new ListQuery[] { new(Live), new(Live) { Owner = "o" }, new(Live) { Party = "p" }, new(Live) { Parent = "x" } })
        {
            (await Keys(silo, query)).ShouldBe(["live"]);
            (await Keys(silo, query with { Environment = DataEnvironment.Sandbox })).ShouldBe(["test"]);
        }
    }

    [Fact]
    public async Task Pages_go_forward_and_back_through_ties()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        for (var i = 0; i < 23; i++)
        {
            await Put(silo, $"k{i:00}", i / 5, new GrainIndex("o", Live, i % 3 == 0 ? "Open" : "Closed"));
        }

        var newestFirst = Enumerable.Range(0, 23).Reverse().Select(i => $"k{i:00}").ToList();
        var query = new ListQuery(Live) { Owner = "o", Limit = 4 };
        List<string> forward = [];
        for (Page<CounterView>? page = null; page is null || page.HasMore;)
        {
            page = await silo.Runtime.Grains.List<CounterView>(query with { After = forward.LastOrDefault() });
            page.Items.Count.ShouldBe(Math.Min(4, 23 - forward.Count));
            forward.AddRange(page.Items.Select(item => item.Value.Owner));
        }

        forward.ShouldBe(newestFirst);
        List<string> back = [newestFirst[^1]];
        for (Page<CounterView>? page = null; page is null || page.HasMore;)
        {
            page = await silo.Runtime.Grains.List<CounterView>(query with { Before = back[0] });
            back.InsertRange(0, page.Items.Select(item => item.Value.Owner));
        }

        back.ShouldBe(newestFirst);
    }

    [Fact]
    public async Task What_is_created_meanwhile_does_not_shift_the_pages()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        for (var i = 0; i < 6; i++)
        {
            await Put(silo, "k" + i, i, new GrainIndex("o", Live, "Open"));
        }

        var query = new ListQuery(Live) { Limit = 3 };
        var first = await Keys(silo, query);
        await Put(silo, "new", 9, new GrainIndex("o", Live, "Open"));

        first.ShouldBe(["k5", "k4", "k3"]);
        (await Keys(silo, query with { After = "k3" })).ShouldBe(["k2", "k1", "k0"]);
        (await Keys(silo, query with { Before = "k5" })).ShouldBe(["new"]);
    }

    [Fact]
    public async Task There_is_more_only_when_there_is()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        for (var i = 0; i < 4; i++)
        {
            await Put(silo, "k" + i, i, new GrainIndex("o", Live, "Open"));
        }

        (await silo.Runtime.Grains.List<CounterView>(new ListQuery(Live) { Limit = 4 })).HasMore.ShouldBeFalse();
        (await silo.Runtime.Grains.List<CounterView>(new ListQuery(Live) { Limit = 3 })).HasMore.ShouldBeTrue();
        (await silo.Runtime.Grains.List<CounterView>(new ListQuery(Live) { Limit = 2, Before = "k1" })).HasMore.ShouldBeFalse();
        (await silo.Runtime.Grains.List<CounterView>(new ListQuery(Live) { Limit = 2, Before = "k0" })).HasMore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cursor_that_names_nothing_is_refused()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        (await Should.ThrowAsync<CursorNotFoundException>(Keys(silo, new ListQuery(Live) { After = "none" }))).Cursor.ShouldBe("none");
    }

    [Fact, Requirement("G2")]
    public async Task A_turn_moves_its_grain_from_list_to_list()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Do("c", new CounterCommand.Open("o", Live, "Open"));
        var moved = await silo.Do("c", new CounterCommand.Open("o2", Live, "Closed"));

        (await silo.Runtime.Grains.List<CounterView>(new ListQuery(Live) { Owner = "o" })).Items.ShouldBeEmpty();
        var shown = (await silo.Runtime.Grains.List<CounterView>(new ListQuery(Live) { Statuses = ["Closed"] })).Items.ShouldHaveSingleItem();
        (shown.Value.Owner, shown.Version, shown.Created, shown.Updated).ShouldBe(("o2", 2, moved.Snapshot.Created, moved.Snapshot.Updated));
    }

    /// <summary>Writes a row as a turn would; its state names the key, so that a list can be compared.</summary>
    private static async Task Put(TestSilo silo, string key, long createdAt, GrainIndex index)
    {
        var commit = Commits.Turn(key, 0, $$"""{"owner":"{{key}}","environment":0,"status":"Open","total":0,"notes":{ } }""");
        (commit.Index, commit.CreatedAt) = (index, createdAt);
        (await silo.Store.CommitOne(commit)).ShouldBe(CommitOutcome.Committed);
    }

    private static async Task<List<string>> Keys(TestSilo silo, ListQuery query) =>
        [.. (await silo.Runtime.Grains.List<CounterView>(query)).Items.Select(item => item.Value.Owner)];
}

public sealed class SqliteLists : ListContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresLists : ListContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
