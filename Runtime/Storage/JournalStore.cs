using System.Data.Common;

namespace Actors.Runtime.Storage;

/// <summary>Reads journals and attempts, for timelines and for the verify command.</summary>
internal sealed class JournalStore(Database database)
{
    private const string HistorySql = """
        SELECT version, at, actor, command, request_id, trace, events, turn, chain FROM journal
        WHERE type = @type AND id = @id AND version > @after ORDER BY version LIMIT @limit
        """;

    private const string AttemptSql = """
        SELECT message_id, kind, destination, topic, attempt, at, outcome, status_code, duration_us, url, response, next_at,
            request, size, address, seq, subject
        FROM attempt WHERE subject = @subject ORDER BY seq LIMIT @limit
        """;

    public Task<List<JournalRow>> HistoryAsync(GrainId grain, long after, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(
            HistorySql,
            [("type", grain.Type), ("id", grain.Key), ("after", after), ("limit", limit)],
            reader => new JournalRow(
                reader.GetInt64(0), reader.GetFieldValue<byte[]>(7), reader.GetInt64(1), reader.GetString(2), reader.GetString(3),
                reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetFieldValue<byte[]>(8)),
            cancellationToken);

    public Task<List<AttemptEntry>> AttemptsAsync(string subject, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(AttemptSql, [("subject", subject), ("limit", limit)], Map, cancellationToken);

    /// <summary>One row, as <see cref="AttemptSql"/> selects it.</summary>
    internal static AttemptEntry Map(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetInt32(4),
        reader.GetInt64(5).ToTime(),
        new AttemptDetail(
            reader.GetString(6),
            reader.IsDBNull(7) ? null : reader.GetInt32(7),
            TimeSpan.FromMicroseconds(reader.GetInt64(8)),
            reader.GetString(9),
            reader.GetString(10))
        {
            Request = reader.GetString(12),
            Size = reader.GetInt32(13),
            Address = reader.GetString(14),
        },
        reader.IsDBNull(11) ? null : reader.GetInt64(11).ToTime())
    {
        Sequence = reader.GetInt64(15),
        Subject = reader.GetString(16),
    };
}
