using Actors.Runtime.Storage;

namespace Actors.Runtime.Parked;

/// <summary>Finds parked messages. Rows of a sandbox carry its clock; production has the one without a name.</summary>
internal sealed class ParkedMessages(Database database) : IParkedMessages
{
    private const string Sql = """
        SELECT o.seq, o.kind, o.destination, o.subject, o.message_id, o.topic, o.attempts, o.created_at, o.parked_at,
            (SELECT count(*) FROM outbox b WHERE b.subject = o.subject AND b.destination = o.destination AND b.kind = o.kind AND b.seq > o.seq)
        FROM outbox o
        WHERE o.parked_at IS NOT NULL AND o.seq > @after AND CASE WHEN o.clock = '' THEN 0 ELSE 1 END = @sandbox
        ORDER BY o.seq LIMIT @limit
        """;

    public async Task<IReadOnlyList<ParkedMessage>> List(
        DataEnvironment environment, long after, int limit, CancellationToken cancellationToken = default) =>
        await database.QueryAsync(
            Sql,
            [("after", after), ("sandbox", environment == DataEnvironment.Sandbox ? 1 : 0), ("limit", limit)],
            reader => new ParkedMessage(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetInt32(6), reader.GetInt64(7).ToTime(), reader.GetInt64(8).ToTime(), reader.GetInt64(9)),
            cancellationToken);
}
