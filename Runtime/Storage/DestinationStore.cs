using System.Data.Common;
using System.Text.Json.Nodes;
using Actors.Runtime.Storage.Postgres;
using Npgsql;

namespace Actors.Runtime.Storage;

/// <summary>A destination that something waits for.</summary>
/// <param name="Ahead">The milliseconds that its clock runs ahead.</param>
/// <param name="DueAt">When the first of it is due, by its clock; it may be on its way already.</param>
/// <param name="FreeAt">When its rate lets the next one go, in microseconds of real time.</param>
internal sealed record Waiting(string Destination, long Ahead, long DueAt, int Failures, long HeldUntil, int PerSecond, long FreeAt);

/// <summary>What was written for a destination of late.</summary>
/// <param name="Last">The place of the last of it.</param>
internal readonly record struct Recent(DestinationKey Key, long Count, long Last);

/// <summary>How much of what waits for one destination may be taken.</summary>
/// <param name="Now">The time by its clock.</param>
internal sealed record ClaimTarget(string Destination, long Now, int Room, int PerSecond);

/// <summary>
/// Claims messages destination by destination: what waits for one that is held, slow or dead is not even looked at when
/// others are served, however much it is.
/// </summary>
internal sealed class DestinationStore(Database database)
{
    // A loose index scan: one look-up for each destination, not for each message.
    private const string All = """
        WITH RECURSIVE d(destination) AS (
            SELECT (SELECT o.destination FROM outbox o WHERE o.kind = @kind AND o.parked_at IS NULL ORDER BY o.destination LIMIT 1)
            UNION ALL
            SELECT (SELECT o.destination FROM outbox o WHERE o.kind = @kind AND o.parked_at IS NULL AND o.destination > d.destination ORDER BY o.destination LIMIT 1)
            FROM d WHERE d.destination IS NOT NULL)
        """;

    private readonly string _among = database.Dialect == Dialect.Postgres
        ? "WITH d(destination) AS (SELECT json_array_elements_text(CAST(@among AS json)))"
        : "WITH d(destination) AS (SELECT value FROM json_each(@among))";

    // Laterals that stay index look-ups, whatever the statistics of a table say that is empty one moment and full the next.
    private readonly string _waits = database.Dialect == Dialect.Postgres
        ? """

        SELECT d.destination, coalesce(c.ahead, 0), o.due_at, coalesce(h.failures, 0), coalesce(h.held_until, 0), coalesce(h.per_second, 0), coalesce(h.free_at, 0)
        FROM d
            CROSS JOIN LATERAL (
                SELECT o.due_at, o.clock FROM outbox o WHERE o.kind = @kind AND o.destination = d.destination AND o.parked_at IS NULL ORDER BY o.due_at LIMIT 1) o
            LEFT JOIN LATERAL (SELECT * FROM destination h WHERE h.kind = @kind AND h.destination = d.destination OFFSET 0) h ON true
            LEFT JOIN LATERAL (SELECT * FROM clock c WHERE c.id = o.clock AND o.clock <> '' OFFSET 0) c ON true
        WHERE d.destination IS NOT NULL
        """
        : """
        ,
        w AS (
            SELECT d.destination,
                (SELECT o.seq FROM outbox o WHERE o.kind = @kind AND o.destination = d.destination AND o.parked_at IS NULL ORDER BY o.due_at LIMIT 1) AS seq
            FROM d WHERE d.destination IS NOT NULL)
        SELECT w.destination, coalesce(c.ahead, 0), o.due_at, coalesce(h.failures, 0), coalesce(h.held_until, 0), coalesce(h.per_second, 0), coalesce(h.free_at, 0)
        FROM w JOIN outbox o ON o.seq = w.seq LEFT JOIN destination h ON h.kind = @kind AND h.destination = w.destination
            LEFT JOIN clock c ON c.id = o.clock AND o.clock <> ''
        """;

    // By the primary key alone: what was written last is at its end.
    private const string RecentSql = """
        SELECT kind, destination, count(*), max(seq) FROM (SELECT kind, destination, seq FROM outbox WHERE seq > @after ORDER BY seq LIMIT @limit) r
        GROUP BY kind, destination
        """;

    private readonly string _claimMany = $"""
        UPDATE outbox SET claimed_until = {database.Dialect.Now} + @lease WHERE seq IN (
            SELECT o.seq FROM unnest(@destinations, @rooms, @nows) AS t(destination, room, now)
            CROSS JOIN LATERAL (
                SELECT h.seq, h.due_at, row_number() OVER (ORDER BY h.due_at) AS place FROM (
                    SELECT o.seq, o.due_at FROM outbox o
                    WHERE o.kind = @kind AND o.destination = t.destination AND o.due_at <= t.now AND o.parked_at IS NULL
                        AND o.claimed_until <= {database.Dialect.Now} AND {DueStore.Head}
                    ORDER BY o.due_at LIMIT t.room {database.Dialect.SkipLocked}) h) o
            ORDER BY o.place, o.due_at LIMIT @limit)
        RETURNING {DueStore.MessageColumns}
        """;

    private readonly string _claimOne = $"""
        UPDATE outbox SET claimed_until = {database.Dialect.Now} + @lease WHERE seq IN (
            SELECT o.seq FROM outbox o
            WHERE o.kind = @kind AND o.destination = @destination AND o.due_at <= @now AND o.parked_at IS NULL
                AND o.claimed_until <= {database.Dialect.Now} AND {DueStore.Head}
            ORDER BY o.due_at LIMIT @room)
        RETURNING {DueStore.MessageColumns}
        """;

    private readonly string _rate =
        $"SELECT free_at FROM destination WHERE kind = @kind AND destination = @destination {database.Dialect.SkipLocked}";

    private const string SpendSql = "UPDATE destination SET free_at = @free WHERE kind = @kind AND destination = @destination";

    /// <summary>All destinations of a kind that something waits for, each with how it does.</summary>
    /// <param name="among">Only these of them, or null.</param>
    public Task<List<Waiting>> WaitingAsync(string kind, CancellationToken cancellationToken, IEnumerable<string>? among = null) => database.QueryAsync(
        (among is null ? All : _among) + _waits,
        among is null
            ? [("kind", kind)]
            : [("kind", kind), ("among", new JsonArray([.. among.Select(name => (JsonNode?)JsonValue.Create(name))]).ToJsonString())],
        reader => new Waiting(
            reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt64(4), reader.GetInt32(5), reader.GetInt64(6)),
        cancellationToken);

    /// <summary>The place of the last message that waits, or 0.</summary>
    public async Task<long> LastAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT coalesce(max(seq), 0) FROM outbox", [], reader => reader.GetInt64(0), cancellationToken))[0];

    /// <summary>Where the messages after a place go, of every kind: at most so many of them, the oldest.</summary>
    public Task<List<Recent>> RecentAsync(long after, int limit, CancellationToken cancellationToken) => database.QueryAsync(
        RecentSql,
        [("after", after), ("limit", limit)],
        reader => new Recent(new DestinationKey(reader.GetString(0), reader.GetString(1)), reader.GetInt64(2), reader.GetInt64(3)),
        cancellationToken);

    /// <summary>Claims at most <paramref name="limit"/> messages, one of each destination before a second of any.</summary>
    /// <param name="realNow">Real time in microseconds, for rates.</param>
    public Task<List<ClaimedMessage>> ClaimAsync(
        string kind, IReadOnlyList<ClaimTarget> targets, TimeSpan lease, int limit, long realNow, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                List<(ClaimTarget Target, Allowance? Allowance)> open = [];
                foreach (var target in targets)
                {
                    var allowance = target.PerSecond == 0 ? null : await AllowAsync(connection, transaction, kind, target, realNow, cancellationToken);
                    if (target.PerSecond == 0 || allowance is { Count: > 0 })
                    {
                        open.Add((target with { Room = Math.Min(target.Room, allowance?.Count ?? int.MaxValue) }, allowance));
                    }
                }

                var claims = await (database.Dialect == Dialect.Postgres
                    ? ClaimManyAsync(connection, transaction, kind, [.. open.Select(o => o.Target)], lease, limit, cancellationToken)
                    : ClaimEachAsync(connection, transaction, kind, [.. open.Select(o => o.Target)], lease, limit, cancellationToken));
                foreach (var (target, allowance) in open)
                {
                    var taken = allowance is null ? 0 : claims.Count(claim => claim.Destination == target.Destination);
                    if (taken > 0)
                    {
                        await connection.ExecuteAsync(
                            transaction, SpendSql, [("kind", kind), ("destination", target.Destination), ("free", allowance!.After(taken))], cancellationToken);
                    }
                }

                return claims;
            },
            cancellationToken);

    /// <summary>What the rate of a destination lets go now. The row stays locked until the claim is committed.</summary>
    private async Task<Allowance?> AllowAsync(
        DbConnection connection, DbTransaction transaction, string kind, ClaimTarget target, long realNow, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(_rate, ("kind", kind), ("destination", target.Destination));
        command.Transaction = transaction;
        return await command.ExecuteScalarAsync(cancellationToken) is long freeAt ? Allowance.Of(freeAt, target.PerSecond, realNow) : null;
    }

    private async Task<List<ClaimedMessage>> ClaimManyAsync(
        DbConnection connection, DbTransaction transaction, string kind, IReadOnlyList<ClaimTarget> targets, TimeSpan lease, int limit,
        CancellationToken cancellationToken)
    {
        await using var command = (NpgsqlCommand)connection.Command(
            _claimMany, ("kind", kind), ("lease", (long)lease.TotalMilliseconds), ("limit", limit));
        command.Transaction = (NpgsqlTransaction)transaction;
        command.Parameters.Texts("destinations", targets, t => t.Destination);
        command.Parameters.Ints("rooms", targets, t => t.Room);
        command.Parameters.Longs("nows", targets, t => t.Now);
        return await Database.ReadAsync(command, DueStore.MapMessage, cancellationToken);
    }

    private async Task<List<ClaimedMessage>> ClaimEachAsync(
        DbConnection connection, DbTransaction transaction, string kind, IReadOnlyList<ClaimTarget> targets, TimeSpan lease, int limit,
        CancellationToken cancellationToken)
    {
        List<ClaimedMessage> claims = [];
        foreach (var (i, target) in targets.Index())
        {
            // Later ones keep a place each, as far as there are places.
            var room = Math.Min(target.Room, Math.Max(1, limit - claims.Count - (targets.Count - i - 1)));
            if (claims.Count < limit)
            {
                await using var command = connection.Command(
                    _claimOne, ("kind", kind), ("lease", (long)lease.TotalMilliseconds), ("room", room), ("destination", target.Destination), ("now", target.Now));
                command.Transaction = transaction;
                claims.AddRange(await Database.ReadAsync(command, DueStore.MapMessage, cancellationToken));
            }
        }

        return claims;
    }

    /// <summary>
    /// A rate as a point in time: each message moves it on by its share of a second, and it is never further back than
    /// a tenth of a second, which is how much may leave in one go.
    /// </summary>
    internal sealed record Allowance(long From, long Interval, int Count)
    {
        private const long Second = 1_000_000;

        public static Allowance Of(long freeAt, int perSecond, long now)
        {
            var interval = Second / perSecond;
            var from = Math.Max(freeAt, now - Math.Max(Second / 10, interval) + interval);
            return new Allowance(from, interval, from > now ? 0 : (int)((now - from) / interval) + 1);
        }

        public long After(int taken) => From + (taken * Interval);
    }
}
