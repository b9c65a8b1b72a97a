using System.Data.Common;

namespace Actors.Runtime.Storage;

/// <summary>How a destination does, as its row keeps it.</summary>
/// <param name="Since">When the first of the failures in a row was, or null.</param>
internal readonly record struct Health(DestinationState State, int Failures, long? Since, long HeldUntil)
{
    public static Health Well { get; } = new(DestinationState.Well, 0, null, 0);
}

/// <summary>What the health of destinations does to them, and who is told.</summary>
internal interface IHealthRules
{
    /// <summary>Whether the destinations of a kind are watched.</summary>
    bool Watches(string kind);

    /// <summary>How a destination does after one more attempt.</summary>
    Health After(Health before, MessageOutcome outcome);

    /// <summary>The message that tells somebody of it, or null.</summary>
    OutboxRow? Tell(DestinationChange change, string clock);
}

/// <summary>Keeps the health of destinations, in the transaction of the attempts that it follows from (G2).</summary>
internal sealed class HealthStore(Dialect dialect)
{
    private readonly string _find =
        $"SELECT state, failures, failing_since, held_until FROM destination WHERE kind = @kind AND destination = @destination {dialect.ForUpdate}";

    private const string KeepSql = """
        INSERT INTO destination (kind, destination, state, failures, failing_since, held_until, last_outcome, last_at)
        VALUES (@kind, @destination, @state, @failures, @since, @held, @outcome, @at)
        ON CONFLICT (kind, destination) DO UPDATE SET state = excluded.state, failures = excluded.failures,
            failing_since = excluded.failing_since, held_until = excluded.held_until,
            last_outcome = excluded.last_outcome, last_at = excluded.last_at
        """;

    private const string TellSql = """
        INSERT INTO outbox (kind, destination, subject, message_id, topic, body, trace, clock, created_at, due_at)
        VALUES (@kind, @destination, @subject, @message, @topic, @body, @trace, @clock, @at, @at)
        """;

    /// <summary>Goes through the outcomes, destination by destination in one order for all silos. True when somebody is told.</summary>
    public async Task<bool> KeepAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<MessageOutcome> outcomes, IHealthRules rules, CancellationToken cancellationToken)
    {
        var told = false;
        var groups = outcomes
            .Where(outcome => outcome.Detail is not null && rules.Watches(outcome.Message.Kind))
            .GroupBy(outcome => (outcome.Message.Kind, outcome.Message.Destination))
            .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => group.Key.Destination, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            told |= await KeepAsync(connection, transaction, [.. group.OrderBy(outcome => outcome.At)], rules, cancellationToken);
        }

        return told;
    }

    private async Task<bool> KeepAsync(
        DbConnection connection, DbTransaction transaction, List<MessageOutcome> outcomes, IHealthRules rules, CancellationToken cancellationToken)
    {
        var (kind, destination) = (outcomes[0].Message.Kind, outcomes[0].Message.Destination);
        var before = await FindAsync(connection, transaction, kind, destination, cancellationToken);
        if (before is null && outcomes.TrueForAll(outcome => outcome.IsDelivered))
        {
            return false;
        }

        var health = before ?? Health.Well;
        List<OutboxRow> tells = [];
        foreach (var outcome in outcomes)
        {
            var after = rules.After(health, outcome);
            if (after.State != health.State && rules.Tell(Change(outcome, health, after), outcome.Message.Clock) is { } tell)
            {
                tells.Add(tell);
            }

            health = after;
        }

        if (health != (before ?? Health.Well))
        {
            var last = outcomes[^1];
            await connection.ExecuteAsync(
                transaction,
                KeepSql,
                [
                    ("kind", kind), ("destination", destination),
                    ("state", health.State == DestinationState.Well ? "" : health.State.ToString()), ("failures", health.Failures),
                    ("since", health.Since), ("held", health.HeldUntil), ("outcome", last.Detail!.Outcome), ("at", last.At),
                ],
                cancellationToken);
        }

        foreach (var tell in tells)
        {
            await TellAsync(connection, transaction, tell, cancellationToken);
        }

        return tells.Count > 0;
    }

    private static DestinationChange Change(MessageOutcome outcome, Health before, Health after) => new(
        outcome.Message.Kind, outcome.Message.Destination, after.State, after.Failures,
        (after.Since ?? before.Since ?? outcome.At).ToTime(), outcome.Detail!.Outcome, outcome.At.ToTime());

    private async Task<Health?> FindAsync(
        DbConnection connection, DbTransaction transaction, string kind, string destination, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(_find, ("kind", kind), ("destination", destination));
        command.Transaction = transaction;
        var found = await Database.ReadAsync(
            command,
            reader => new Health(
                EventLog.StateOf(reader.GetString(0)), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetInt64(2), reader.GetInt64(3)),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private static Task<int> TellAsync(DbConnection connection, DbTransaction transaction, OutboxRow row, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            transaction,
            TellSql,
            [
                ("kind", row.Kind), ("destination", row.Destination), ("subject", row.Subject), ("message", row.MessageId), ("topic", row.Topic),
                ("body", row.Body), ("trace", row.Trace), ("clock", row.Clock), ("at", row.CreatedAt),
            ],
            cancellationToken);
}
