using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Verification;
using Actors.Tests;

namespace Actors.Runtime.Tests.Verification;

/// <summary>Whatever is changed behind the runtime's back is found and named.</summary>
public abstract class JournalContract
{
    protected abstract TestStore NewStore();

    [Fact, Requirement("G1"), Requirement("G2")]
    public async Task An_untouched_journal_has_no_problems()
    {
        using var store = NewStore();
        await using var silo = await Filled(store);

        (await silo.Runtime.VerifyAsync().ToListAsync()).ShouldBeEmpty();
    }

    [Theory, Requirement("G1")]
    [InlineData("UPDATE journal SET events = '[{\"event\":\"added\",\"by\":100}]' WHERE id = 'b' AND version = 3", 3, "altered")]
    [InlineData("UPDATE journal SET actor = 'somebody' WHERE id = 'b' AND version = 3", 3, "altered")]
    [InlineData("UPDATE journal SET at = at + 1 WHERE id = 'b' AND version = 5", 5, "altered")]
    [InlineData("UPDATE journal SET command = 'Other' WHERE id = 'b' AND version = 1", 1, "altered")]
    [InlineData("DELETE FROM journal WHERE id = 'b' AND version = 1", 1, "missing")]
    [InlineData("DELETE FROM journal WHERE id = 'b' AND version = 3", 3, "missing")]
    [InlineData("DELETE FROM journal WHERE id = 'b' AND version = 5", 5, "missing")]
    [InlineData("DELETE FROM journal WHERE id = 'b'", 1, "missing")]
    [InlineData("UPDATE grain SET state = replace(state, '\"total\":5', '\"total\":6') WHERE id = 'b'", 5, "state")]
    [InlineData("UPDATE grain SET version = 4 WHERE id = 'b'", 6, "journal")]
    [InlineData("UPDATE grain SET state = 'nonsense' WHERE id = 'b'", 5, "replayed")]
    [InlineData("DELETE FROM grain WHERE id = 'b'", 1, "no grain")]
    public async Task What_was_changed_is_found_and_named(string change, long version, string what)
    {
        using var store = NewStore();
        await using var silo = await Filled(store);
        (await silo.Tamper(change)).ShouldBeGreaterThan(0);

        var problem = (await silo.Runtime.VerifyAsync().ToListAsync()).ShouldHaveSingleItem();

        problem.Grain.ShouldBe(new GrainId("counter", "b"));
        problem.Version.ShouldBe(version);
        problem.What.ShouldContain(what);
    }

    [Fact]
    public async Task Rows_that_changed_places_are_both_named()
    {
        using var store = NewStore();
        await using var silo = await Filled(store);
        await silo.Tamper("UPDATE journal SET version = 1002 WHERE id = 'b' AND version = 2");
        await silo.Tamper("UPDATE journal SET version = 2 WHERE id = 'b' AND version = 3");
        await silo.Tamper("UPDATE journal SET version = 3 WHERE id = 'b' AND version = 1002");

        var problems = await silo.Runtime.VerifyAsync().ToListAsync();

        problems.Select(problem => problem.Version).ShouldBe([2, 3, 4], "and the one after, whose predecessor is another now");
        problems.ShouldAllBe(problem => problem.Grain.Key == "b" && problem.What.Contains("altered"));
    }

    [Fact]
    public async Task A_journal_row_moved_to_another_grain_is_named_in_both()
    {
        using var store = NewStore();
        await using var silo = await Filled(store);
        await silo.Tamper("UPDATE journal SET id = 'c', version = 6 WHERE id = 'b' AND version = 5");

        (await silo.Runtime.VerifyAsync().ToListAsync()).Select(problem => problem.Grain.Key).Distinct().ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task A_silo_that_works_meanwhile_is_no_problem()
    {
        using var store = NewStore();
        await using var silo = await Filled(store);
        using var verified = new CancellationTokenSource();
        var work = Task.Run(async () =>
        {
            while (!verified.IsCancellationRequested)
            {
                await silo.Do("b", new CounterCommand.Add(1));
            }
        });

        List<JournalProblem> problems = [];
        for (var i = 0; i < 30; i++)
        {
            problems.AddRange(await silo.Runtime.VerifyAsync().ToListAsync());
        }

        await verified.CancelAsync();
        await work;
        problems.ShouldBeEmpty();
    }

    private static async Task<TestSilo> Filled(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store, due: false);
        foreach (var grain in new[] { "a", "b", "c" })
        {
            for (var i = 0; i < 5; i++)
            {
                await silo.Do(grain, new CounterCommand.Add(1), "k" + i);
            }
        }

        return silo;
    }
}

public sealed class SqliteJournals : JournalContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresJournals : JournalContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
