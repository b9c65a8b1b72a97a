namespace Actors.Runtime.Storage;

/// <summary>Heartbeats (only to be looked at), settings, and the ends of retention.</summary>
internal sealed class SiloStore(Database database)
{
    public Task HeartbeatAsync(string id, string address, string version, long startedAt, long now, CancellationToken cancellationToken) =>
        WriteAsync(
            """
            INSERT INTO silo (id, address, version, started_at, seen_at) VALUES (@id, @address, @version, @started, @now)
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
            """,
            [("id", id), ("address", address), ("version", version), ("started", startedAt), ("now", now)],
            cancellationToken);

    /// <summary>Takes a silo off the list: it stopped by itself, or was not seen for long.</summary>
    public Task ForgetAsync(string id, long notSeenSince, CancellationToken cancellationToken) =>
        WriteAsync("DELETE FROM silo WHERE id = @id OR seen_at < @since", [("id", id), ("since", notSeenSince)], cancellationToken);

    /// <summary>The database's own time.</summary>
    public async Task<long> NowAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync($"SELECT {database.Dialect.Now}", [], reader => reader.GetInt64(0), cancellationToken))[0];

    /// <summary>How many silos were seen since an instant.</summary>
    public async Task<int> CountAsync(long seenSince, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "SELECT count(*) FROM silo WHERE seen_at >= @since", [("since", seenSince)], reader => reader.GetInt64(0), cancellationToken);
        return (int)rows[0];
    }

    public async Task<string?> ReadSettingAsync(string key, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "SELECT value FROM setting WHERE key = @key", [("key", key)], reader => reader.GetString(0), cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Writes a setting unless there is one; the first silo wins, and all read the same afterwards.</summary>
    public Task OfferSettingAsync(string key, string value, CancellationToken cancellationToken) =>
        WriteAsync(
            "INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO NOTHING",
            [("key", key), ("value", value)],
            cancellationToken);

    /// <summary>Drops kept answers, logged attempts and events that were stored before an instant of real time, some at a time.</summary>
    public async Task<int> PruneAsync(long requestsBefore, long attemptsBefore, long eventsBefore, CancellationToken cancellationToken)
    {
        const int Some = 5_000;
        var requests = await WriteAsync(
            $"DELETE FROM request WHERE (type, id, key) IN (SELECT type, id, key FROM request WHERE stored_at < @before LIMIT {Some})",
            [("before", requestsBefore)],
            cancellationToken);
        var attempts = await WriteAsync(
            $"DELETE FROM attempt WHERE seq IN (SELECT seq FROM attempt WHERE stored_at < @before LIMIT {Some})",
            [("before", attemptsBefore)],
            cancellationToken);
        var events = await WriteAsync(
            $"DELETE FROM event WHERE (feed, seq) IN (SELECT feed, seq FROM event WHERE stored_at < @before LIMIT {Some})",
            [("before", eventsBefore)],
            cancellationToken);
        return requests + attempts + events;
    }

    /// <summary>Gives back every claim. Only for the embedded file, whose lock says that nobody else runs.</summary>
    public async Task ReleaseClaimsAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("UPDATE outbox SET claimed_until = 0 WHERE claimed_until > 0", [], cancellationToken);
        await WriteAsync("UPDATE reminder SET claimed_until = 0 WHERE claimed_until > 0", [], cancellationToken);
    }

    private Task<int> WriteAsync(string sql, (string, object?)[] parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(transaction, sql, parameters, cancellationToken), cancellationToken);
}
