using Actors.Tests;
using Npgsql;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>A PostgreSQL of the stopwatch's own, with the durability that every PostgreSQL has by default.</summary>
internal static class BenchPostgres
{
    /// <summary>Memory as an operator would give it; nothing that a power cut could tell.</summary>
    public const string Settings = """
        shared_buffers = 1GB
        max_wal_size = 4GB
        """;

    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer(Settings));

    public static PostgresServer Server => Started.Value;

    /// <summary>Deletes a database, whoever is still connected.</summary>
    public static async Task DropAsync(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        var name = builder.Database;
        builder.Database = "postgres";
        builder.Pooling = false;
        await ExecuteAsync(builder.ConnectionString, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>Runs one statement, however long it takes.</summary>
    public static async Task<int> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync();
    }
}
