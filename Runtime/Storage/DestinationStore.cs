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
    /// <summary>How many rates are read in one statement once those that were due longest gave nothing.</summary>
    private const int MostRates = 500;

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

    private readonly string _rates = database.Dialect == Dialect.Postgres
        ? """
        SELECT destination, free_at FROM destination
        WHERE kind = @kind AND destination = ANY(ARRAY(SELECT json_array_elements_text(CAST(@among AS json))))
        ORDER BY destination FOR UPDATE SKIP LOCKED
        """
        : "SELECT destination, free_at FROM destination WHERE kind = @kind AND destination IN (SELECT value FROM json_each(@among))";

    private const string SpendSql = "UPDATE destination SET free_at = @free WHERE kind = @kind AND destination = @destination";

    /// <summary>All destinations of a kind that something waits for, each with how it does.</summary>
    /// <param name="among">Only these of them, or null.</param>
    public Task<List<Waiting>> WaitingAsync(string kind, CancellationToken cancellationToken, IEnumerable<string>? among = null) => database.QueryAsync(
        (among is null ? All : _among) + _waits,
        among is null
            ? [("kind", kind)]
            : [("kind", kind), ("among", Json(among))],
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
    /// <param name="targets">Those that are due longest come first.</param>
    /// <param name="realNow">Real time in microseconds, for rates.</param>
    public Task<List<ClaimedMessage>> ClaimAsync(
        string kind, IReadOnlyList<ClaimTarget> targets, TimeSpan lease, int limit, long realNow, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                List<ClaimedMessage> claims = [];
                var throttled = targets.Where(target => target.PerSecond > 0).ToList();
                var (from, some) = (0, limit);
                do
                {
                    // No more rates are locked than there are messages to claim; more only when those give nothing, because
                    // what waits there is on its way elsewhere: they must not stand before the others.
                    var rates = await RatesAsync(connection, transaction, kind, [.. throttled.Skip(from).Take(some)], realNow, cancellationToken);
                    var open = Open(from == 0 ? targets : throttled, rates);
                    var taken = database.Dialect == Dialect.Postgres
                        ? await ClaimManyAsync(connection, transaction, kind, open, lease, limit - claims.Count, cancellationToken)
                        : await ClaimEachAsync(connection, transaction, kind, open, lease, limit - claims.Count, cancellationToken);
                    await SpendAsync(connection, transaction, kind, taken, rates, cancellationToken);
                    claims.AddRange(taken);
                    (from, some) = (from + some, Math.Max(limit, MostRates));
                }
                while (claims.Count < limit && from < throttled.Count);

                return claims;
            },
            cancellationToken);

    private static List<ClaimTarget> Open(IReadOnlyList<ClaimTarget> targets, Dictionary<string, Allowance> rates) =>
    [
        .. targets.Where(target => target.PerSecond == 0 || rates.ContainsKey(target.Destination))
            .Select(target => rates.TryGetValue(target.Destination, out var rate) ? target with { Room = Math.Min(target.Room, rate.Count) } : target),
    ];

    /// <summary>What the rates of destinations let go now, where that is anything. Their rows stay locked until the claim is committed.</summary>
    private async Task<Dictionary<string, Allowance>> RatesAsync(
        DbConnection connection, DbTransaction transaction, string kind, List<ClaimTarget> targets, long realNow, CancellationToken cancellationToken)
    {
        if (targets.Count == 0)
        {
            return [];
        }

        await using var command = connection.Command(_rates, ("kind", kind), ("among", Json(targets.Select(target => target.Destination))));
        command.Transaction = transaction;
        var found = await Database.ReadAsync(command, reader => (Destination: reader.GetString(0), FreeAt: reader.GetInt64(1)), cancellationToken);
        var perSecond = targets.ToDictionary(target => target.Destination, target => target.PerSecond, StringComparer.Ordinal);
        return found
            .Select(rate => (rate.Destination, Allowance: Allowance.Of(rate.FreeAt, perSecond[rate.Destination], realNow)))
            .Where(rate => rate.Allowance.Count > 0)
            .ToDictionary(rate => rate.Destination, rate => rate.Allowance, StringComparer.Ordinal);
    }

    private static Task<int> SpendAsync(
        DbConnection connection, DbTransaction transaction, string kind, List<ClaimedMessage> taken, Dictionary<string, Allowance> rates,
        CancellationToken cancellationToken) => connection.ExecuteAllAsync(
            transaction,
            taken.GroupBy(claim => claim.Destination, StringComparer.Ordinal).Where(claims => rates.ContainsKey(claims.Key)).Select(claims => new Statement(
                SpendSql, [("kind", kind), ("destination", claims.Key), ("free", rates[claims.Key].After(claims.Count()))])),
            cancellationToken);

    private static string Json(IEnumerable<string> names) => new JsonArray([.. names.Select(name => (JsonNode?)JsonValue.Create(name))]).ToJsonString();

    private async Task<List<ClaimedMessage>> ClaimManyAsync(
        DbConnection connection, DbTransaction transaction, string kind, List<ClaimTarget> targets, TimeSpan lease, int limit,
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
        DbConnection connection, DbTransaction transaction, string kind, List<ClaimTarget> targets, TimeSpan lease, int limit,
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
}
