using System.Data.Common;

namespace Actors.Runtime.Storage;

/// <summary>A reminder that this silo has claimed.</summary>
internal sealed record ClaimedReminder(GrainId Grain, string Name, string Clock, long DueAt, string Schedule, string Trace, int Attempts, long Claim);

/// <summary>A message that this silo has claimed.</summary>
internal sealed record ClaimedMessage(
    long Sequence, string Kind, string Destination, string Subject, string MessageId, string Topic, string Body, string Trace,
    string Clock, long CreatedAt, long? DeadlineAt, int Attempts, long Claim)
{
    public string Context { get; init; } = "";
}

/// <summary>
/// Claims what is due, for a while: a silo that dies gives its claims back by the database's clock. Rows on a sandbox
/// clock that runs ahead are due when that clock says so.
/// </summary>
internal sealed class DueStore(Database database)
{
    private readonly string _claimReminders = $"""
        UPDATE reminder SET claimed_until = {database.Dialect.Now} + @lease WHERE (type, id, name) IN (
            SELECT type, id, name FROM reminder WHERE due_at <= @now AND parked_at IS NULL AND claimed_until <= {database.Dialect.Now}
            ORDER BY due_at LIMIT @limit {database.Dialect.SkipLocked})
        RETURNING type, id, name, clock, due_at, schedule, trace, attempts, claimed_until
        """;

    private readonly string _claimClockReminders = $"""
        UPDATE reminder SET claimed_until = {database.Dialect.Now} + @lease WHERE (type, id, name) IN (
            SELECT type, id, name FROM reminder WHERE clock = @clock AND clock <> '' AND due_at <= @now AND parked_at IS NULL AND claimed_until <= {database.Dialect.Now}
            ORDER BY due_at LIMIT @limit {database.Dialect.SkipLocked})
        RETURNING type, id, name, clock, due_at, schedule, trace, attempts, claimed_until
        """;

    // Only the head of a lane may leave: what was committed first about a subject arrives first (G7). A parked head
    // keeps the rest waiting until a person resends or discards it.
    internal const string Head = """
        NOT EXISTS (SELECT 1 FROM outbox p WHERE p.subject = o.subject AND p.destination = o.destination AND p.kind = o.kind AND p.seq < o.seq)
        """;

    internal const string MessageColumns =
        "seq, kind, destination, subject, message_id, topic, body, trace, clock, created_at, deadline_at, attempts, claimed_until, context";

    private readonly string _claimMessages = $"""
        UPDATE outbox SET claimed_until = {database.Dialect.Now} + @lease WHERE seq IN (
            SELECT o.seq FROM outbox o WHERE o.kind = @kind AND o.due_at <= @now AND o.parked_at IS NULL AND o.claimed_until <= {database.Dialect.Now} AND {Head}
            ORDER BY o.due_at LIMIT @limit {database.Dialect.SkipLocked})
        RETURNING {MessageColumns}
        """;

    private readonly string _claimClockMessages = $"""
        UPDATE outbox SET claimed_until = {database.Dialect.Now} + @lease WHERE seq IN (
            SELECT o.seq FROM outbox o WHERE o.kind = @kind AND o.clock = @clock AND o.clock <> '' AND o.due_at <= @now AND o.parked_at IS NULL AND o.claimed_until <= {database.Dialect.Now} AND {Head}
            ORDER BY o.due_at LIMIT @limit {database.Dialect.SkipLocked})
        RETURNING {MessageColumns}
        """;

    private const string NextReminderSql = "SELECT min(due_at) FROM reminder WHERE parked_at IS NULL AND due_at > @now";

    private const string NextMessageSql = "SELECT min(due_at) FROM outbox WHERE kind = @kind AND parked_at IS NULL AND due_at > @now";

    private const string ParkReminderSql = """
        UPDATE reminder SET attempts = attempts + 1, claimed_until = 0, parked_at = @now
        WHERE type = @type AND id = @id AND name = @name AND claimed_until = @claim
        """;

    private readonly string _postponeReminder = $"""
        UPDATE reminder SET attempts = attempts + @counts, claimed_until = {database.Dialect.Now} + @delay
        WHERE type = @type AND id = @id AND name = @name AND claimed_until = @claim
        """;

    private const string ReminderClocksSql = """
        SELECT c.id, c.ahead FROM clock c WHERE EXISTS (
            SELECT 1 FROM reminder r WHERE r.clock = c.id AND r.clock <> '' AND r.parked_at IS NULL AND r.due_at <= @now + c.ahead)
        """;

    private const string MessageClocksSql = """
        SELECT c.id, c.ahead FROM clock c WHERE EXISTS (
            SELECT 1 FROM outbox o WHERE o.kind = @kind AND o.clock = c.id AND o.clock <> '' AND o.parked_at IS NULL AND o.due_at <= @now + c.ahead)
        """;

    /// <summary>The sandbox clocks by which a reminder is due, with the milliseconds that they run ahead: idle sandboxes cost one look-up.</summary>
    public Task<List<(string Id, long Ahead)>> ReminderClocksAsync(long now, CancellationToken cancellationToken) =>
        database.QueryAsync(ReminderClocksSql, [("now", now)], MapClock, cancellationToken);

    /// <summary>The sandbox clocks by which a message of a kind is due.</summary>
    public Task<List<(string Id, long Ahead)>> MessageClocksAsync(string kind, long now, CancellationToken cancellationToken) =>
        database.QueryAsync(MessageClocksSql, [("now", now), ("kind", kind)], MapClock, cancellationToken);

    public Task<List<ClaimedReminder>> ClaimRemindersAsync(string clock, long now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        ClaimAsync(
            clock.Length == 0 ? _claimReminders : _claimClockReminders, [.. Claim(clock, now, lease, limit)], MapReminder, cancellationToken);

    public Task<List<ClaimedMessage>> ClaimMessagesAsync(
        string kind, string clock, long now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        ClaimAsync(
            clock.Length == 0 ? _claimMessages : _claimClockMessages,
            [.. Claim(clock, now, lease, limit), ("kind", kind)],
            MapMessage,
            cancellationToken);

    /// <summary>The next instant of the real clock at which a reminder comes due, or null.</summary>
    public Task<long?> NextReminderAsync(long now, CancellationToken cancellationToken) =>
        NextAsync(NextReminderSql, [("now", now)], cancellationToken);

    /// <summary>The next instant of the real clock at which a message of a kind comes due, or null.</summary>
    public Task<long?> NextMessageAsync(string kind, long now, CancellationToken cancellationToken) =>
        NextAsync(NextMessageSql, [("now", now), ("kind", kind)], cancellationToken);

    /// <summary>Gives a claimed reminder back for a try after a while; parks it when there shall be none.</summary>
    /// <param name="counts">Whether it counts as a try: what the store or the load is to blame for does not.</param>
    public Task<int> PostponeAsync(ClaimedReminder reminder, TimeSpan? delay, bool counts, long now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                transaction,
                delay is null ? ParkReminderSql : _postponeReminder,
                [
                    ("type", reminder.Grain.Type), ("id", reminder.Grain.Key), ("name", reminder.Name), ("claim", reminder.Claim),
                    .. delay is { } wait ? Wait(wait, counts) : [("now", now)],
                ],
                cancellationToken),
            cancellationToken);

    private static (string, object?)[] Wait(TimeSpan delay, bool counts) =>
        [("delay", (long)delay.TotalMilliseconds), ("counts", counts ? 1 : 0)];

    private static IEnumerable<(string, object?)> Claim(string clock, long now, TimeSpan lease, int limit)
    {
        yield return ("now", now);
        yield return ("lease", (long)lease.TotalMilliseconds);
        yield return ("limit", limit);
        if (clock.Length > 0)
        {
            yield return ("clock", clock);
        }
    }

    private async Task<long?> NextAsync(string sql, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            sql, parameters, reader => reader.IsDBNull(0) ? (long?)null : reader.GetInt64(0), cancellationToken);
        return rows[0];
    }

    private Task<List<T>> ClaimAsync<T>(
        string sql, (string, object?)[] parameters, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                await using var command = connection.Command(sql, parameters);
                command.Transaction = transaction;
                return await Database.ReadAsync(command, map, cancellationToken);
            },
            cancellationToken);

    private static (string Id, long Ahead) MapClock(DbDataReader reader) => (reader.GetString(0), reader.GetInt64(1));

    private static ClaimedReminder MapReminder(DbDataReader reader) => new(
        new GrainId(reader.GetString(0), reader.GetString(1)),
        reader.GetString(2), reader.GetString(3), reader.GetInt64(4), reader.GetString(5), reader.GetString(6), reader.GetInt32(7), reader.GetInt64(8));

    internal static ClaimedMessage MapMessage(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
        reader.GetString(6), reader.GetString(7), reader.GetString(8), reader.GetInt64(9), reader.IsDBNull(10) ? null : reader.GetInt64(10),
        reader.GetInt32(11), reader.GetInt64(12))
    { Context = reader.GetString(13) };
}
