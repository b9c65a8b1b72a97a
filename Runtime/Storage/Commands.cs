using System.Data.Common;

namespace Actors.Runtime.Storage;

/// <summary>Commands with named parameters, for both databases.</summary>
internal static class Commands
{
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this assembly; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.With(name, value);
        }

        return command;
    }

    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }

    public static async Task<int> ExecuteAsync(
        this DbConnection connection, DbTransaction? transaction, string sql, (string Name, object? Value)[] parameters, CancellationToken cancellationToken, bool unlimited = false)
    {
        await using var command = connection.Command(sql, parameters);
        command.Transaction = transaction;
        command.CommandTimeout = unlimited ? 0 : command.CommandTimeout;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs statements one after the other: in one round trip where the database takes them so. How many rows they touched.</summary>
    public static async Task<int> ExecuteAllAsync(
        this DbConnection connection, DbTransaction transaction, IEnumerable<Statement> statements, CancellationToken cancellationToken)
    {
        if (!connection.CanCreateBatch)
        {
            return await OneByOneAsync(connection, transaction, statements, cancellationToken);
        }

        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // As above.
            command.CommandText = statement.Sql;
#pragma warning restore CA2100
            foreach (var (name, value) in statement.Parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        return batch.BatchCommands.Count == 0 ? 0 : await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<int> OneByOneAsync(
        DbConnection connection, DbTransaction transaction, IEnumerable<Statement> statements, CancellationToken cancellationToken)
    {
        // Those of one text follow each other: it is read once for all of them.
        var touched = 0;
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        foreach (var statement in statements)
        {
            if (command.CommandText != statement.Sql)
            {
#pragma warning disable CA2100 // As above.
                command.CommandText = statement.Sql;
#pragma warning restore CA2100
            }

            command.Parameters.Clear();
            foreach (var (name, value) in statement.Parameters)
            {
                command.With(name, value);
            }

            touched += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return touched;
    }
}

/// <summary>A text of SQL and the values of its parameters.</summary>
internal readonly record struct Statement(string Sql, (string Name, object? Value)[] Parameters);
