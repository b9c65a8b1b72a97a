using System.Data.Common;

namespace Actors.Runtime.Storage;

/// <summary>The look-ups of a turn that needs a second glance. The same text runs on both databases.</summary>
internal static class TurnQueries
{
    private const string RequestSql = """
        SELECT key, fingerprint, version, schema, state, at, created_at FROM request
        WHERE type = @type AND id = @id AND key = @key
        """;

    private const string TurnSql = "SELECT turn FROM journal WHERE type = @type AND id = @id AND version > @after ORDER BY version";

    private const string ReminderSql = "SELECT 1 FROM reminder WHERE type = @type AND id = @id AND name = @name AND due_at = @due";

    private const string MessageSql = "SELECT 1 FROM outbox WHERE seq = @seq";

    public static async Task<IReadOnlyList<RequestRow>> FindRequestsAsync(
        DbDataSource database, GrainId grain, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        List<RequestRow> found = [];
        foreach (var key in keys)
        {
            await using var command = connection.Command(RequestSql, ("type", grain.Type), ("id", grain.Key), ("key", key));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
            {
                found.Add(new RequestRow(
                    reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetString(4),
                    reader.GetInt64(5), reader.GetInt64(6)));
            }
        }

        return found;
    }

    public static async Task<IReadOnlyList<byte[]>> FindTurnsAsync(
        DbDataSource database, GrainId grain, long after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(TurnSql, ("type", grain.Type), ("id", grain.Key), ("after", after));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<byte[]> turns = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            turns.Add(reader.GetFieldValue<byte[]>(0));
        }

        return turns;
    }

    public static async Task<bool> ExistsAsync(
        DbDataSource database, GrainId grain, Consumed consumed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = consumed switch
        {
            Consumed.Reminder reminder => connection.Command(
                ReminderSql, ("type", grain.Type), ("id", grain.Key), ("name", reminder.Name), ("due", reminder.DueAt)),
            Consumed.Message message => connection.Command(MessageSql, ("seq", message.Sequence)),
            _ => throw new ArgumentOutOfRangeException(nameof(consumed)),
        };
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }
}
