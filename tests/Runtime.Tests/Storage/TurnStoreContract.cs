using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Storage;

/// <summary>What every store promises to the turn engine.</summary>
public abstract class TurnStoreContract
{
    protected abstract TestStore NewStore();

    [Fact, Requirement("G1")]
    public async Task The_first_write_of_a_grain_is_fenced_too()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        (await silo.Store.CommitOne(Commits.Turn("g", 0, "\"first\"").WithEverything("1"))).ShouldBe(CommitOutcome.Committed);
        (await silo.Store.CommitOne(Commits.Turn("g", 0, "\"second\"").WithEverything("2"))).ShouldBe(CommitOutcome.Conflict);

        (await silo.Store.LoadOne("g")).Row!.State.ShouldBe("\"first\"");
        (await Marks(silo)).ShouldBe(["1 1 1 1"]);
    }

    [Fact, Requirement("G1")]
    public async Task Of_many_first_writes_at_once_one_is_in()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => silo.Store.CommitOne(Commits.Turn("g", 0)))));

        outcomes.Count(outcome => outcome == CommitOutcome.Committed).ShouldBe(1);
        outcomes.Count(outcome => outcome == CommitOutcome.Conflict).ShouldBe(7);
    }

    [Fact, Requirement("G1")]
    public async Task A_version_on_a_grain_that_is_not_there_is_a_conflict()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        (await silo.Store.CommitOne(Commits.Turn("g", 3).WithEverything("1"))).ShouldBe(CommitOutcome.Conflict);

        (await silo.Store.LoadOne("g")).ShouldBe(LoadResult.Missing);
        (await Marks(silo)).ShouldBe(["0 0 0 0"]);
    }

    [Fact, Requirement("G1")]
    public async Task Another_version_is_a_conflict_whether_older_or_newer()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("g", 0));
        await silo.Store.CommitOne(Commits.Turn("g", 1));

        (await silo.Store.CommitOne(Commits.Turn("g", 1))).ShouldBe(CommitOutcome.Conflict);
        (await silo.Store.CommitOne(Commits.Turn("g", 3))).ShouldBe(CommitOutcome.Conflict);
        (await silo.Store.CommitOne(Commits.Turn("g", 2))).ShouldBe(CommitOutcome.Committed);
    }

    [Fact, Requirement("G2")]
    public async Task A_conflict_writes_nothing_and_does_its_neighbours_no_harm()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("b", 0));
        await silo.Store.CommitOne(Commits.Turn("e", 0));

        var outcomes = await silo.Store.CommitAsync(
            [
                Commits.Turn("a", 0).WithEverything("a"),
                Commits.Turn("b", 0).WithEverything("b"),
                Commits.Turn("c", 7).WithEverything("c"),
                Commits.Turn("d", 0).WithEverything("d"),
                Commits.Turn("e", 1).WithEverything("e"),
            ],
            CancellationToken.None);

        outcomes.ShouldBe([CommitOutcome.Committed, CommitOutcome.Conflict, CommitOutcome.Conflict, CommitOutcome.Committed, CommitOutcome.Committed]);
        (await silo.Query("SELECT message_id FROM outbox ORDER BY message_id", reader => reader.GetString(0))).ShouldBe(["a", "d", "e"]);
        (await silo.Query("SELECT name FROM reminder ORDER BY name", reader => reader.GetString(0))).ShouldBe(["a", "d", "e"]);
        (await silo.Query("SELECT key FROM request ORDER BY key", reader => reader.GetString(0))).ShouldBe(["a", "d", "e"]);
        (await silo.Query("SELECT id FROM journal ORDER BY id, version", reader => reader.GetString(0))).ShouldBe(["a", "b", "d", "e", "e"]);
    }

    [Fact, Requirement("G4")]
    public async Task An_answered_key_is_a_conflict()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("g", 0).WithEverything("k"));

        (await silo.Store.CommitOne(Commits.Turn("g", 1).WithEverything("k"))).ShouldBe(CommitOutcome.Conflict);
        (await silo.Store.CommitOne(Commits.Turn("h", 0).WithEverything("k"))).ShouldBe(CommitOutcome.Committed, "keys are of one grain");

        (await silo.Store.LoadOne("g")).Row!.Version.ShouldBe(1);
        var found = (await silo.Store.FindRequestsAsync(Commits.Id("g"), ["none", "k"], CancellationToken.None)).ShouldHaveSingleItem();
        found.ShouldBe(new RequestRow("k", "f", 1, 1, "{}", 1_000, 1_000));
    }

    [Fact, Requirement("G5")]
    public async Task Using_up_a_row_that_is_gone_is_a_conflict()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("g", 0).WithEverything("r"));
        var sequence = (await silo.Query("SELECT seq FROM outbox", reader => reader.GetInt64(0))).ShouldHaveSingleItem();

        foreach (var consumed in new Consumed[] { new Consumed.Reminder("r", 5_000), new Consumed.Message(sequence) })
        {
            var version = (await silo.Store.LoadOne("g")).Row!.Version;
            (await silo.Store.ExistsAsync(Commits.Id("g"), consumed, CancellationToken.None)).ShouldBeTrue();
            (await silo.Store.CommitOne(Using(version, consumed))).ShouldBe(CommitOutcome.Committed);
            (await silo.Store.ExistsAsync(Commits.Id("g"), consumed, CancellationToken.None)).ShouldBeFalse();
            (await silo.Store.CommitOne(Using(version + 1, consumed))).ShouldBe(CommitOutcome.Conflict);
        }

        static GrainCommit Using(long version, Consumed consumed)
        {
            var commit = Commits.Turn("g", version);
            commit.Consumes.Add(consumed);
            return commit;
        }
    }

    [Fact, Requirement("G5")]
    public async Task A_reminder_that_was_set_anew_is_not_the_one_that_was_due()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("g", 0).WithEverything("r"));
        var again = Commits.Turn("g", 1);
        again.Reminders.Add(new ReminderRow("r", "", 6_000, "", ""));
        await silo.Store.CommitOne(again);
        var late = Commits.Turn("g", 2);
        late.Consumes.Add(new Consumed.Reminder("r", 5_000));

        (await silo.Store.CommitOne(late)).ShouldBe(CommitOutcome.Conflict);

        (await silo.Count("reminder", "due_at = 6000")).ShouldBe(1);
    }

    [Theory]
    [InlineData("key", "KEY")]
    [InlineData("1", "01")]
    [InlineData("key", "key ")]
    [InlineData("key", " key")]
    [InlineData("é", "e\u0301")]
    [InlineData("ß", "ss")]
    [InlineData("i", "ı")]
    public async Task Keys_that_look_alike_are_different_grains(string one, string other)
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);

        var outcomes = await silo.Store.CommitAsync([Commits.Turn(one, 0, "1"), Commits.Turn(other, 0, "2")], CancellationToken.None);

        outcomes.ShouldAllBe(outcome => outcome == CommitOutcome.Committed);
        (await silo.Store.LoadOne(one)).Row!.State.ShouldBe("1");
        (await silo.Store.LoadOne(other)).Row!.State.ShouldBe("2");
    }

    [Fact, Requirement("G8")]
    public async Task A_load_sends_only_what_the_caller_does_not_have()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        await silo.Store.CommitOne(Commits.Turn("a", 0));
        await silo.Store.CommitOne(Commits.Turn("b", 0));
        await silo.Store.CommitOne(Commits.Turn("b", 1, "\"new\""));

        var loaded = await silo.Store.LoadAsync(
            [new(Commits.Id("b"), 1), new(Commits.Id("none"), -1), new(Commits.Id("a"), 1), new(Commits.Id("a"), -1), new(Commits.Id("none"), 4)],
            CancellationToken.None);

        (loaded[0].Row!.Version, loaded[0].Row!.State).ShouldBe((2, "\"new\""));
        loaded[1].ShouldBe(LoadResult.Missing);
        loaded[2].ShouldBe(LoadResult.Same);
        loaded[3].Row!.Version.ShouldBe(1);
        loaded[4].ShouldBe(LoadResult.Missing);
    }

    [Fact, Requirement("G1")]
    public async Task Batches_over_the_same_grains_in_opposite_orders_all_finish()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        string[] keys = [.. Enumerable.Range(0, 30).Select(i => $"g{i:00}")];
        await silo.Store.CommitAsync([.. keys.Select(key => Commits.Turn(key, 0))], CancellationToken.None);

        await Gate.WithinAsync(
            Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
            {
                for (var i = 0; i < 15; i++)
                {
                    var loaded = await silo.Store.LoadAsync([.. keys.Select(key => new LoadRequest(Commits.Id(key), -1))], CancellationToken.None);
                    var batch = loaded.Select(result => Commits.Turn(result.Row!.Id.Key, result.Row.Version)).ToList();

                    // The order of ids is the lock order on which the engine relies.
                    batch.Sort((left, right) => left.Id.CompareTo(right.Id));
                    await silo.Store.CommitAsync(batch, CancellationToken.None);
                }
            }))),
            "the batches did not finish");

        (await silo.Query("SELECT g.version - count(j.version) FROM grain g JOIN journal j ON j.type = g.type AND j.id = g.id GROUP BY g.id, g.version", reader => reader.GetInt64(0)))
            .ShouldAllBe(difference => difference == 0);
    }

    /// <summary>How many journal rows, messages, reminders and answers there are.</summary>
    private static async Task<List<string>> Marks(TestSilo silo) =>
    [
        $"{await silo.Count("journal")} {await silo.Count("outbox")} {await silo.Count("reminder")} {await silo.Count("request")}",
    ];
}

public sealed class SqliteTurnStoreTests : TurnStoreContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresTurnStoreTests : TurnStoreContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
