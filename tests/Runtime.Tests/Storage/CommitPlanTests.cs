using Actors.Runtime.Storage;
using Actors.Runtime.Storage.Postgres;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;
using Npgsql;

namespace Actors.Runtime.Tests.Storage;

/// <summary>
/// The statement that commits is prepared while tables are small, and its plan is kept while they grow. A plan that reads
/// a table, or an index, from end to end made each commit as slow as the table was long.
/// </summary>
public sealed class CommitPlanTests
{
    [Fact]
    public async Task A_commit_that_is_planned_on_empty_tables_looks_everything_up()
    {
        using var store = TestStore.OnPostgres();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var commits = Enumerable.Range(0, 10).Select(Everything).ToList();

        var plan = await PlanAsync((NpgsqlDataSource)silo.Runtime.Store.Database.Source, commits);

        plan.ShouldNotContain(line => line.Contains("Seq Scan", StringComparison.Ordinal));
        foreach (var (line, next) in plan.Zip(plan.Skip(1)))
        {
            if (line.Contains(" using ", StringComparison.Ordinal))
            {
                next.ShouldContain("Index Cond", customMessage: string.Join('\n', plan));
            }
        }
    }

    private static GrainCommit Everything(int n)
    {
        var commit = Commits.Turn("g" + n, n % 2).WithEverything("m");
        commit.Forgets.Add("old");
        commit.Recalls.Add(new MessageKey("s", "recalled"));
        commit.Consumes.Add(new Consumed.Message(n));
        commit.Consumes.Add(new Consumed.Reminder("due", 1));
        commit.Events.Add(new EventRow(n, "e" + n, "type", "s", 1_000, "{}"));
        return commit;
    }

    /// <summary>The plan for any parameters, as PostgreSQL itself tells it of the statement that it ran.</summary>
    private static async Task<List<string>> PlanAsync(NpgsqlDataSource database, List<GrainCommit> commits)
    {
        await using var connection = await database.OpenConnectionAsync();
        List<string> lines = [];
        connection.Notice += (_, told) => lines.AddRange(told.Notice.MessageText.Split('\n').SkipWhile(line => !line.StartsWith("CTE Scan", StringComparison.Ordinal)));
        await ExecuteAsync(connection, "LOAD 'auto_explain'; SET auto_explain.log_level = notice; SET plan_cache_mode = force_generic_plan");
        await using var command = connection.CreateCommand();
        command.CommandText = PostgresCommitSql.For(PostgresCommitParameters.Fill(command.Parameters, commits, 1_000));
        await command.PrepareAsync();
        await ExecuteAsync(connection, "SET auto_explain.log_min_duration = 0");
        await command.ExecuteNonQueryAsync();
        lines.ShouldNotBeEmpty();
        return lines;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Constants of this test.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
