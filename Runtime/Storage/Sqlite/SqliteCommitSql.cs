namespace Actors.Runtime.Storage.Sqlite;

/// <summary>The statements of a commit, with numbered parameters.</summary>
internal static class SqliteCommitSql
{
    public const string Update = """
        UPDATE grain SET version = $4, schema = $5, owner = $6, environment = $7, status = $8, party = $9, parent = $10,
            state = $11, chain = $12, updated_at = $13
        WHERE type = $1 AND id = $2 AND version = $3
        """;

    public const string Insert = """
        INSERT INTO grain (type, id, version, schema, owner, environment, status, party, parent, state, chain, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (type, id) DO NOTHING
        """;

    public const string Journal = """
        INSERT INTO journal (type, id, version, turn, at, actor, command, request_id, trace, events, chain)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    public const string Send = """
        INSERT INTO outbox (kind, destination, subject, message_id, topic, body, trace, clock, created_at, due_at, deadline_at, context)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    public const string Log = "INSERT INTO event (feed, seq, id, type, subject, created_at, body, stored_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    public const string Pace = """
        INSERT INTO destination (kind, destination, state, held_until, per_second) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (kind, destination) DO UPDATE SET per_second = excluded.per_second,
            state = CASE WHEN excluded.held_until > 0 OR held_until = 9223372036854775807 THEN excluded.state ELSE state END,
            failures = CASE WHEN held_until = 9223372036854775807 THEN 0 ELSE failures END,
            failing_since = CASE WHEN held_until = 9223372036854775807 THEN NULL ELSE failing_since END,
            held_until = CASE WHEN excluded.held_until > 0 OR held_until = 9223372036854775807 THEN excluded.held_until ELSE held_until END
        """;

    public const string Drop = "DELETE FROM outbox WHERE kind = $1 AND destination = $2";

    public const string Unpace = "DELETE FROM destination WHERE kind = $1 AND destination = $2";

    public const string Remind = """
        INSERT INTO reminder (type, id, name, clock, due_at, schedule, trace) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (type, id, name) DO UPDATE SET clock = excluded.clock, due_at = excluded.due_at,
            schedule = excluded.schedule, trace = excluded.trace, attempts = 0, claimed_until = 0, parked_at = NULL
        """;

    public const string Answer = """
        INSERT INTO request (type, id, key, fingerprint, version, schema, state, at, created_at, stored_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public const string Clock = "INSERT INTO clock (id, ahead) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET ahead = excluded.ahead";

    public const string Forget = "DELETE FROM reminder WHERE type = $1 AND id = $2 AND name = $3";

    /// <summary>One whose claim has not lapsed is under way and logs itself; one whose silo died is not.</summary>
    public static readonly string Withdraw = $"""
        INSERT INTO attempt (subject, message_id, kind, destination, topic, attempt, at, outcome, duration_us, url, response, request, size, address, stored_at)
        SELECT subject, message_id, kind, destination, topic, attempts + 1, $4, $5, 0, '', '', '', 0, '', $6
        FROM outbox WHERE subject = $1 AND message_id = $2 AND ($3 = '' OR destination = $3) AND claimed_until <= {Dialect.Sqlite.Now}
        """;

    public const string Recall = "DELETE FROM outbox WHERE subject = $1 AND message_id = $2 AND ($3 = '' OR destination = $3)";

    public const string Resend = """
        UPDATE outbox SET due_at = $3, attempts = 0, claimed_until = 0, parked_at = NULL
        WHERE subject = $1 AND message_id = $2 AND ($4 = '' OR destination = $4)
        """;

    public const string ProbeResent = """
        UPDATE destination SET held_until = 0 WHERE held_until < 9223372036854775807 AND (kind, destination) IN (
            SELECT kind, destination FROM outbox WHERE subject = $1 AND message_id = $2 AND ($3 = '' OR destination = $3))
        """;

    public const string Probe = "UPDATE destination SET held_until = 0 WHERE kind = $1 AND destination = $2 AND held_until < 9223372036854775807";

    public const string Take = "DELETE FROM outbox WHERE seq = $1";

    public const string Answered = "SELECT 1 FROM request WHERE type = $1 AND id = $2 AND key = $3";

    public const string Reminded = "SELECT 1 FROM reminder WHERE type = $1 AND id = $2 AND name = $3 AND due_at = $4";

    public const string Sent = "SELECT 1 FROM outbox WHERE seq = $1";
}
