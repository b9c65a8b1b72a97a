using Npgsql;

namespace Actors.Runtime.Storage.Postgres;

/// <summary>
/// What each connection is told when it opens. Plans of prepared statements are made while tables are small, and kept: a
/// table that is read from end to end because it is empty is read so when it has a hundred thousand rows, until
/// statistics are taken again. Every statement here has an index, so that plan is ruled out. And what lasts a
/// millisecond is not worth compiling.
/// </summary>
internal static class PostgresSession
{
    private const string Sql = "SET enable_seqscan = off; SET jit = off";

    public static void Begin(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Sql, connection);
        command.ExecuteNonQuery();
    }

    public static async Task BeginAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
