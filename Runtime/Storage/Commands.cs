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
}
