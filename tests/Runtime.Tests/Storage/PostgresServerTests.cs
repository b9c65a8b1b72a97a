using Npgsql;

namespace Actors.Tests.Storage;

/// <summary>The tests' own PostgreSQL does what crash tests rely on.</summary>
public sealed class PostgresServerTests
{
    [Fact]
    public void What_was_committed_before_a_kill_is_there_after_a_start()
    {
        using var server = new PostgresServer();
        var database = server.CreateDatabase();
        Execute(database, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");

        server.Kill();
        Should.Throw<NpgsqlException>(() => Execute(database, "SELECT id FROM kept"));
        server.Start();

        Execute(database, "SELECT id FROM kept").ShouldBe(7);
    }

    [Fact]
    public void Databases_do_not_see_each_other()
    {
        var (first, second) = (PostgresServer.Shared.CreateDatabase(), PostgresServer.Shared.CreateDatabase());

        Execute(first, "CREATE TABLE mine (id int)");

        Execute(second, "SELECT to_regclass('mine')::text").ShouldBe(DBNull.Value);
    }

    [Fact]
    public void A_server_that_is_disposed_of_leaves_nothing_behind()
    {
        var server = new PostgresServer();
        var directory = new NpgsqlConnectionStringBuilder(server.CreateDatabase()).Host!;
        Directory.Exists(directory).ShouldBeTrue();

        server.Dispose();

        Directory.Exists(directory).ShouldBeFalse();
    }

    private static object? Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
