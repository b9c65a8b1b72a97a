using System.Collections.Concurrent;
using System.Text;

namespace Actors.Runtime.Storage.Postgres;

/// <summary>The parts that a batch may need; each adds a common table expression to the one statement.</summary>
[Flags]
internal enum CommitParts
{
    None = 0,
    Inserts = 1,
    Updates = 2,
    Journal = 4,
    Sends = 8,
    Reminders = 16,
    Requests = 32,
    Removals = 64,
    Consumes = 128,
    Clocks = 256,
    Events = 512,
    Destinations = 1024,
    Probes = 2048,
}

/// <summary>
/// Builds the one statement that commits a batch: state, journal, outbox, reminders, answers. Only the parts that the
/// batch needs are in its text; there are few such texts, so each stays prepared.
/// </summary>
internal static class PostgresCommitSql
{
    private static readonly ConcurrentDictionary<CommitParts, string> Texts = [];

    public static string For(CommitParts parts) => Texts.GetOrAdd(parts, Build);

    private static string Build(CommitParts parts)
    {
        var sql = new StringBuilder(Turns);
        Append(sql, parts, CommitParts.Requests | CommitParts.Consumes, Bad(parts));
        var guard = parts.HasFlag(CommitParts.Requests) || parts.HasFlag(CommitParts.Consumes)
            ? " AND t.n NOT IN (SELECT n FROM bad)"
            : "";
        Append(sql, parts, CommitParts.Updates, Update.Replace("{guard}", guard, StringComparison.Ordinal));
        Append(sql, parts, CommitParts.Inserts, Insert.Replace("{guard}", guard, StringComparison.Ordinal));
        sql.Append(Ok(parts, guard));
        Append(sql, parts, CommitParts.Journal, Journal);
        Append(sql, parts, CommitParts.Sends, Sends);
        Append(sql, parts, CommitParts.Reminders, Reminders);
        Append(sql, parts, CommitParts.Removals, Removals);
        Append(sql, parts, CommitParts.Consumes, Consumes);
        Append(sql, parts, CommitParts.Requests, Requests);
        Append(sql, parts, CommitParts.Clocks, Clocks);
        Append(sql, parts, CommitParts.Events, Events);
        Append(sql, parts, CommitParts.Destinations, Destinations);
        Append(sql, parts, CommitParts.Probes, Probes);
        return sql.Append("\nSELECT n FROM ok").ToString();
    }

    private static void Append(StringBuilder sql, CommitParts parts, CommitParts any, string text)
    {
        if ((parts & any) != 0)
        {
            sql.Append(text);
        }
    }

    private const string Turns = """
        WITH t AS MATERIALIZED (
            SELECT * FROM unnest(@g_type, @g_id, @g_expected, @g_version, @g_schema, @g_owner, @g_environment, @g_status,
                @g_party, @g_parent, @g_state, @g_chain, @g_created, @g_updated) WITH ORDINALITY
            AS t(type, id, expected, version, schema, owner, environment, status, party, parent, state, chain, created, updated, n))
        """;

    /// <summary>
    /// Grains that may not be committed: a key was answered before, or what a turn consumes is gone. Laterals that stay
    /// index look-ups, also in a plan that was made when the tables were empty.
    /// </summary>
    private static string Bad(CommitParts parts)
    {
        const string Answered = """
            SELECT q.n FROM unnest(@q_n, @q_type, @q_id, @q_key) AS q(n, type, id, key)
            CROSS JOIN LATERAL (SELECT 1 FROM request r WHERE r.type = q.type AND r.id = q.id AND r.key = q.key OFFSET 0) r
            """;
        const string Gone = """
            SELECT c.n FROM unnest(@cr_n, @cr_type, @cr_id, @cr_name, @cr_due) AS c(n, type, id, name, due)
            LEFT JOIN LATERAL (
                SELECT r.due_at FROM reminder r WHERE r.type = c.type AND r.id = c.id AND r.name = c.name OFFSET 0) r ON true
            WHERE r.due_at IS DISTINCT FROM c.due
            UNION ALL
            SELECT c.n FROM unnest(@cm_n, @cm_seq) AS c(n, seq)
            LEFT JOIN LATERAL (SELECT o.seq FROM outbox o WHERE o.seq = c.seq OFFSET 0) o ON true
            WHERE o.seq IS NULL
            """;
        var both = parts.HasFlag(CommitParts.Requests) && parts.HasFlag(CommitParts.Consumes);
        var body = both ? $"{Answered}\nUNION ALL\n{Gone}" : parts.HasFlag(CommitParts.Requests) ? Answered : Gone;
        return $",\nbad AS MATERIALIZED (\n{body})";
    }

    /// <summary>
    /// Rows are locked one by one in the order of the batch, which is sorted by id: two silos cannot wait for each
    /// other. The lateral query keeps it an index look-up for each row, whatever the statistics say.
    /// </summary>
    private const string Update = """
        ,
        locked AS MATERIALIZED (
            SELECT t.n, g.row FROM t CROSS JOIN LATERAL (
                SELECT g.ctid AS row, g.version FROM grain g WHERE g.type = t.type AND g.id = t.id FOR UPDATE) g
            WHERE t.expected > 0 AND g.version = t.expected{guard}),
        updated AS (
            UPDATE grain g SET version = t.version, schema = t.schema, owner = t.owner, environment = t.environment,
                status = t.status, party = t.party, parent = t.parent, state = t.state, chain = t.chain, updated_at = t.updated
            FROM locked l JOIN t ON t.n = l.n
            WHERE g.ctid = l.row AND g.version = t.expected
            RETURNING t.n)
        """;

    /// <summary>The first write is fenced too: the primary key lets one of two silos in.</summary>
    private const string Insert = """
        ,
        inserted AS (
            INSERT INTO grain (type, id, version, schema, owner, environment, status, party, parent, state, chain, created_at, updated_at)
            SELECT type, id, version, schema, owner, environment, status, party, parent, state, chain, created, updated
            FROM t WHERE t.expected = 0 AND t.version > 0{guard}
            ON CONFLICT (type, id) DO NOTHING
            RETURNING type, id)
        """;

    private static string Ok(CommitParts parts, string guard)
    {
        List<string> sources = [];
        if (parts.HasFlag(CommitParts.Updates))
        {
            sources.Add("SELECT n FROM updated");
        }

        if (parts.HasFlag(CommitParts.Inserts))
        {
            sources.Add("SELECT t.n FROM t JOIN inserted i ON i.type = t.type AND i.id = t.id");
        }

        // A grain that stays unwritten has nothing to fence: it only uses up a row that means nothing to it.
        sources.Add($"SELECT t.n FROM t WHERE t.version = 0{guard}");
        return $",\nok AS MATERIALIZED (\n{string.Join("\nUNION ALL\n", sources)})";
    }

    private const string Journal = """
        ,
        journaled AS (
            INSERT INTO journal (type, id, version, turn, at, actor, command, request_id, trace, events, chain)
            SELECT t.type, t.id, j.version, j.turn, j.at, j.actor, j.command, j.request_id, j.trace, j.events, j.chain
            FROM unnest(@j_n, @j_version, @j_turn, @j_at, @j_actor, @j_command, @j_request, @j_trace, @j_events, @j_chain)
                AS j(n, version, turn, at, actor, command, request_id, trace, events, chain)
            JOIN ok ON ok.n = j.n JOIN t ON t.n = j.n)
        """;

    private const string Sends = """
        ,
        sent AS (
            INSERT INTO outbox (kind, destination, subject, message_id, topic, body, trace, clock, created_at, due_at, deadline_at, context)
            SELECT o.kind, o.destination, o.subject, o.message_id, o.topic, o.body, o.trace, o.clock, o.created, o.due, o.deadline, o.context
            FROM unnest(@o_n, @o_kind, @o_destination, @o_subject, @o_message, @o_topic, @o_body, @o_trace, @o_clock, @o_created, @o_due, @o_deadline, @o_context)
                WITH ORDINALITY AS o(n, kind, destination, subject, message_id, topic, body, trace, clock, created, due, deadline, context, place)
            JOIN ok ON ok.n = o.n ORDER BY o.place)
        """;

    private const string Reminders = """
        ,
        reminded AS (
            INSERT INTO reminder (type, id, name, clock, due_at, schedule, trace)
            SELECT t.type, t.id, r.name, r.clock, r.due, r.schedule, r.trace
            FROM unnest(@r_n, @r_name, @r_clock, @r_due, @r_schedule, @r_trace) AS r(n, name, clock, due, schedule, trace)
            JOIN ok ON ok.n = r.n JOIN t ON t.n = r.n
            ON CONFLICT (type, id, name) DO UPDATE SET clock = excluded.clock, due_at = excluded.due_at,
                schedule = excluded.schedule, trace = excluded.trace, attempts = 0, claimed_until = 0, parked_at = NULL)
        """;

    /// <summary>One whose claim has not lapsed is under way and logs itself; one whose silo died is not.</summary>
    private static readonly string Removals = $"""
        ,
        forgotten AS (
            DELETE FROM reminder r USING unnest(@f_n, @f_name) AS f(n, name), ok, t
            WHERE ok.n = f.n AND t.n = f.n AND r.type = t.type AND r.id = t.id AND r.name = f.name),
        recalled AS (
            DELETE FROM outbox o USING unnest(@x_n, @x_subject, @x_message, @x_destination, @x_logged, @x_stored)
                AS x(n, subject, message_id, destination, logged, stored), ok
            WHERE ok.n = x.n AND o.subject = x.subject AND o.message_id = x.message_id AND (x.destination = '' OR o.destination = x.destination)
            RETURNING o.subject, o.message_id, o.kind, o.destination, o.topic, o.attempts, o.claimed_until, x.logged, x.stored),
        withdrawn AS (
            INSERT INTO attempt (subject, message_id, kind, destination, topic, attempt, at, outcome, duration_us, url, response, request, size, address, stored_at)
            SELECT subject, message_id, kind, destination, topic, attempts + 1, logged, 'withdrawn', 0, '', '', '', 0, '', stored
            FROM recalled WHERE logged > 0 AND claimed_until <= {Dialect.Postgres.Now}),
        resent AS (
            UPDATE outbox o SET due_at = x.due, attempts = 0, claimed_until = 0, parked_at = NULL
            FROM unnest(@s_n, @s_subject, @s_message, @s_due, @s_destination) AS x(n, subject, message_id, due, destination), ok
            WHERE ok.n = x.n AND o.subject = x.subject AND o.message_id = x.message_id AND (x.destination = '' OR o.destination = x.destination)
            RETURNING o.kind, o.destination)
        """;

    /// <summary>A consumed reminder that the turn set anew is not deleted: the upsert moves it on.</summary>
    private const string Consumes = """
        ,
        fired AS (
            DELETE FROM reminder r USING unnest(@cr_n, @cr_name, @cr_delete) AS c(n, name, gone), ok, t
            WHERE c.gone AND ok.n = c.n AND t.n = c.n AND r.type = t.type AND r.id = t.id AND r.name = c.name),
        taken AS (
            DELETE FROM outbox o USING unnest(@cm_n, @cm_seq) AS c(n, seq), ok WHERE ok.n = c.n AND o.seq = c.seq)
        """;

    private const string Requests = """
        ,
        answered AS (
            INSERT INTO request (type, id, key, fingerprint, version, schema, state, at, created_at, stored_at)
            SELECT q.type, q.id, q.key, q.fingerprint, q.version, q.schema, q.state, q.at, q.created, q.stored
            FROM unnest(@q_n, @q_type, @q_id, @q_key, @q_fingerprint, @q_version, @q_schema, @q_state, @q_at, @q_created, @q_stored)
                AS q(n, type, id, key, fingerprint, version, schema, state, at, created, stored)
            JOIN ok ON ok.n = q.n
            ON CONFLICT (type, id, key) DO NOTHING)
        """;

    private const string Clocks = """
        ,
        moved AS (
            INSERT INTO clock (id, ahead)
            SELECT t.id, c.ahead FROM unnest(@k_n, @k_ahead) AS c(n, ahead) JOIN ok ON ok.n = c.n JOIN t ON t.n = c.n
            ON CONFLICT (id) DO UPDATE SET ahead = excluded.ahead)
        """;

    private const string Events = """
        ,
        logged AS (
            INSERT INTO event (feed, seq, id, type, subject, created_at, stored_at, body)
            SELECT t.id, e.seq, e.id, e.type, e.subject, e.created, e.stored, e.body
            FROM unnest(@e_n, @e_seq, @e_id, @e_type, @e_subject, @e_created, @e_stored, @e_body)
                AS e(n, seq, id, type, subject, created, stored, body)
            JOIN ok ON ok.n = e.n JOIN t ON t.n = e.n)
        """;

    /// <summary>What is dropped and what is paced are other destinations: one commit says one thing of each.</summary>
    private const string Destinations = """
        ,
        dropped AS (
            DELETE FROM outbox o USING unnest(@d_n, @d_kind, @d_destination) AS d(n, kind, destination), ok
            WHERE ok.n = d.n AND o.kind = d.kind AND o.destination = d.destination),
        unpaced AS (
            DELETE FROM destination o USING unnest(@d_n, @d_kind, @d_destination) AS d(n, kind, destination), ok
            WHERE ok.n = d.n AND o.kind = d.kind AND o.destination = d.destination),
        paced AS (
            INSERT INTO destination AS o (kind, destination, state, held_until, per_second)
            SELECT p.kind, p.destination, p.state, p.held, p.rate
            FROM unnest(@p_n, @p_kind, @p_destination, @p_state, @p_held, @p_rate) AS p(n, kind, destination, state, held, rate)
            JOIN ok ON ok.n = p.n ORDER BY p.kind, p.destination
            ON CONFLICT (kind, destination) DO UPDATE SET per_second = excluded.per_second,
                state = CASE WHEN excluded.held_until > 0 OR o.held_until = 9223372036854775807 THEN excluded.state ELSE o.state END,
                failures = CASE WHEN o.held_until = 9223372036854775807 THEN 0 ELSE o.failures END,
                failing_since = CASE WHEN o.held_until = 9223372036854775807 THEN NULL ELSE o.failing_since END,
                held_until = CASE WHEN excluded.held_until > 0 OR o.held_until = 9223372036854775807 THEN excluded.held_until ELSE o.held_until END)
        """;

    /// <summary>
    /// A rest ends; never that of a destination which the same statement paces or drops, because one statement may
    /// change a row but once. Locked in the order in which attempts lock them.
    /// </summary>
    private const string Probes = """
        ,
        resting AS MATERIALIZED (
            SELECT d.kind, d.destination FROM destination d
            JOIN (SELECT kind, destination FROM resent
                UNION SELECT h.kind, h.destination FROM unnest(@h_n, @h_kind, @h_destination) AS h(n, kind, destination) JOIN ok ON ok.n = h.n) h
                ON h.kind = d.kind AND h.destination = d.destination
            WHERE d.held_until BETWEEN 1 AND 9223372036854775806
                AND (d.kind, d.destination) NOT IN (SELECT * FROM unnest(@p_kind, @p_destination))
                AND (d.kind, d.destination) NOT IN (SELECT * FROM unnest(@d_kind, @d_destination))
            ORDER BY d.kind, d.destination FOR UPDATE OF d),
        probed AS (
            UPDATE destination o SET held_until = 0 FROM resting r WHERE o.kind = r.kind AND o.destination = r.destination)
        """;
}
