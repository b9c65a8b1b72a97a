using System.Data.Common;
using Actors.Runtime.Storage.Sqlite;

namespace Actors.Runtime.Storage;

/// <summary>A database with its dialect; where statements that are not turns are run.</summary>
internal sealed class Database(DbDataSource source, Dialect dialect)
{
    public DbDataSource Source { get; } = source;

    public Dialect Dialect { get; } = dialect;

    /// <summary>Runs writes in one transaction: on SQLite with the one connection that writes.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        if (Source is SqliteDatabase sqlite)
        {
            // Microsoft.Data.Sqlite completes every call before it returns: nothing is waited for here.
            return await sqlite.WriteAsync((connection, transaction) => work(connection, transaction).GetAwaiter().GetResult(), cancellationToken);
        }

        await using var connection = await Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Runs one query and maps its rows.</summary>
    /// <param name="unlimited">For walks over everything: no time limit on the statement.</param>
    /// <exception cref="StoreUnavailableException">The database did not answer, or not in time.</exception>
    public async Task<List<T>> QueryAsync<T>(
        string sql,
        (string Name, object? Value)[] parameters,
        Func<DbDataReader, T> map,
        CancellationToken cancellationToken,
        bool unlimited = false)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellationToken);
            await using var command = connection.Command(sql, parameters);
            command.CommandTimeout = unlimited ? 0 : command.CommandTimeout;
            return await ReadAsync(command, map, cancellationToken);
        }
        catch (DbException error)
        {
            throw new StoreUnavailableException("The store could not be read.", error);
        }
    }

    /// <summary>Reads all rows of a command.</summary>
    public static async Task<List<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(map(reader));
        }

        return rows;
    }
}
