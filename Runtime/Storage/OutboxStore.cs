using System.Text;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Storage;

/// <summary>What came of one claimed message: the attempt, and when the next is due (null: delivered; parked apart).</summary>
/// <param name="Detail">What the attempt saw; null when there was none (its receiver was busy with others): it does not count.</param>
internal sealed record MessageOutcome(ClaimedMessage Message, long At, AttemptDetail? Detail, long? NextDue, bool Parked)
{
    /// <summary>Its receiver wants nothing more.</summary>
    public bool Stopped { get; init; }

    public bool IsDelivered => Detail is not null && NextDue is null && !Parked;
}

/// <summary>Commits attempts together with what follows from them: gone, due later, or parked for a person.</summary>
/// <param name="time">Real time, by which is counted how long attempts are kept.</param>
internal sealed class OutboxStore(Database database, TimeProvider time)
{
    private readonly HealthStore _health = new(database.Dialect);

    private const string DeleteSql = "DELETE FROM outbox WHERE seq = @seq";

    private const string RetrySql =
        "UPDATE outbox SET due_at = @due, attempts = attempts + 1, claimed_until = 0 WHERE seq = @seq AND claimed_until = @claim";

    private const string WaitSql =
        "UPDATE outbox SET due_at = @due, claimed_until = 0 WHERE seq = @seq AND claimed_until = @claim";

    private const string ParkSql =
        "UPDATE outbox SET parked_at = @at, attempts = attempts + 1, claimed_until = 0 WHERE seq = @seq AND claimed_until = @claim";

    // What was withdrawn, or claimed anew, meanwhile is not tried again by this attempt.
    private const string AttemptSql = """
        INSERT INTO attempt (subject, message_id, kind, destination, topic, attempt, at, outcome, status_code, duration_us, url, response, next_at, request, size, address, stored_at)
        VALUES (@subject, @message, @kind, @destination, @topic, @attempt, @at, @outcome, @status, @duration, @url, @response,
            (SELECT o.due_at FROM outbox o WHERE o.seq = @seq AND o.due_at = @next AND o.claimed_until = 0), @request, @size, @address, @stored)
        """;

    // Whoever takes back a message that is under way leaves it to its attempt to say so: that is known only when it has
    // failed. A message that is sent anew in its place, or that another silo delivered, was not taken back.
    private const string WithdrawnSql = """
        INSERT INTO attempt (subject, message_id, kind, destination, topic, attempt, at, outcome, duration_us, url, response, request, size, address, stored_at)
        SELECT @subject, @message, @kind, @destination, @topic, @attempt, @at, @withdrawn, 0, '', '', '', 0, '', @stored
        WHERE NOT EXISTS (SELECT 1 FROM outbox o
                WHERE o.subject = @subject AND o.destination = @destination AND o.kind = @kind AND o.message_id = @message)
            AND NOT EXISTS (SELECT 1 FROM attempt a
                WHERE a.subject = @subject AND a.destination = @destination AND a.kind = @kind AND a.message_id = @message AND a.outcome = 'delivered')
        """;

    public Task<bool> CompleteAsync(IReadOnlyList<MessageOutcome> outcomes, CancellationToken cancellationToken) =>
        CompleteAsync(outcomes, null, cancellationToken);

    /// <summary>The health of the destinations is kept in the same transaction. True when that wrote messages to grains.</summary>
    public Task<bool> CompleteAsync(IReadOnlyList<MessageOutcome> outcomes, IHealthRules? rules, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                // By sequence: the lock order of claims and commits. Attempts are only added, and need none.
                var ordered = outcomes.OrderBy(o => o.Message.Sequence).ToList();
                await connection.ExecuteAllAsync(transaction, [.. ordered.Select(Settled), .. ordered.SelectMany(outcome => Tried(outcome, time.GetUtcNow().ToMilliseconds()))], cancellationToken);
                return rules is not null && await _health.KeepAsync(connection, transaction, outcomes, rules, cancellationToken);
            },
            cancellationToken);

    private static Statement Settled(MessageOutcome outcome)
    {
        (string, object?)[] key = [("seq", outcome.Message.Sequence), ("claim", outcome.Message.Claim)];
        return outcome switch
        {
            { Parked: true } => new Statement(ParkSql, [.. key, ("at", outcome.At)]),
            { NextDue: { } due, Detail: null } => new Statement(WaitSql, [.. key, ("due", due)]),
            { NextDue: { } due } => new Statement(RetrySql, [.. key, ("due", due)]),
            _ => new Statement(DeleteSql, [("seq", outcome.Message.Sequence)]),
        };
    }

    private static IEnumerable<Statement> Tried(MessageOutcome outcome, long storedAt)
    {
        if (outcome is { Detail: { } detail, Message: var message })
        {
            yield return new Statement(
                AttemptSql,
                [
                    ("subject", message.Subject), ("message", message.MessageId), ("kind", message.Kind),
                    ("destination", message.Destination), ("topic", message.Topic), ("attempt", message.Attempts + 1),
                    ("at", outcome.At), ("outcome", detail.Outcome), ("status", detail.StatusCode),
                    ("duration", (long)detail.Duration.TotalMicroseconds), ("url", Clean(detail.Url)),
                    ("response", Clean(detail.Response)), ("next", outcome.NextDue), ("seq", message.Sequence), ("request", Clean(detail.Request)),
                    ("size", detail.Size), ("address", Clean(detail.Address)), ("stored", storedAt),
                ]);
        }

        // What is for a grain is taken from the outbox by the turn itself, and never back.
        if (outcome is { Detail: not null, IsDelivered: false, Message: { Kind: not EffectWriter.GrainKind } failed })
        {
            yield return new Statement(
                WithdrawnSql,
                [
                    ("subject", failed.Subject), ("message", failed.MessageId), ("kind", failed.Kind), ("destination", failed.Destination),
                    ("topic", failed.Topic), ("attempt", failed.Attempts + 2), ("at", outcome.At), ("withdrawn", AttemptDetail.Withdrawn), ("stored", storedAt),
                ]);
        }
    }

    /// <summary>
    /// A receiver may answer anything, and must not be able to stop the commit: PostgreSQL takes no null characters in
    /// text and nothing that is no text. The one place for that, whatever dispatchers bring.
    /// </summary>
    private static string Clean(string text)
    {
        var cut = text.Length > 4096 ? text[..4096] : text;
        cut = cut.Length == 4096 && char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
        var clean = cut.Contains('\0', StringComparison.Ordinal) ? cut.Replace('\0', '\uFFFD') : cut;

        // Half a character cannot be written as UTF-8: it becomes a replacement character.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean));
    }
}
