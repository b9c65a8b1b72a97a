using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Actors.Tests.Calls;

/// <summary>A silo whose stored rows a test looks at, behind the product's back.</summary>
public abstract class StoredCalls : ActorsApplication
{
    /// <summary>Every column of every logged call, as text.</summary>
    internal async Task<IReadOnlyList<string>> Rows()
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM call ORDER BY seq";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('\n', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    protected abstract DbConnection Connect();
}

public sealed class SqliteCalls : StoredCalls
{
    protected override DbConnection Connect() => new SqliteConnection($"Data Source={Path.Combine(DataDirectory, "actors.db")};Mode=ReadOnly;Pooling=False");
}

public sealed class PostgresCalls : StoredCalls
{
    private readonly string _postgres = PostgresServer.Shared.CreateDatabase();

    protected override IEnumerable<string> Settings => ["--Actors:Postgres", _postgres, "--Webhooks:AllowInsecureEndpoints", "true"];

    protected override DbConnection Connect() => new NpgsqlConnection(_postgres);
}
