using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Actors.Runtime.Storage.Sqlite;

/// <summary>Prepared statements of the writing connection, by their text. Parameters are $1, $2, …</summary>
internal sealed class SqliteStatements
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private SqliteConnection? _connection;
    private SqliteTransaction? _transaction;

    public void Use(SqliteConnection connection, SqliteTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    public int Run(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    public bool Any(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() is not null;

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = new SqliteCommand(sql, _connection);
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter("$" + (i + 1).ToString(CultureInfo.InvariantCulture), null));
            }

            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
