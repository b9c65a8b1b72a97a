using Microsoft.Data.Sqlite;

namespace Actors.Runtime.Storage.Sqlite;

/// <summary>Writes one grain's commit inside the batch's transaction. Statements are prepared once.</summary>
internal sealed class SqliteCommitWriter(TimeProvider time)
{
    private readonly SqliteStatements _statements = new();

    public CommitOutcome Write(SqliteConnection connection, SqliteTransaction transaction, GrainCommit commit)
    {
        _statements.Use(connection, transaction);
        if (!MayCommit(commit) || !WriteGrain(commit))
        {
            return CommitOutcome.Conflict;
        }

        var (type, id, now) = (commit.Id.Type, commit.Id.Key, time.GetUtcNow().ToMilliseconds());
        foreach (var row in commit.Journal)
        {
            _statements.Run(SqliteCommitSql.Journal, type, id, row.Version, row.Turn, row.At, row.Actor, row.Command, row.RequestId, row.Trace, row.Events, row.Chain);
        }

        foreach (var consumed in commit.Consumes)
        {
            Consume(commit, consumed);
        }

        foreach (var name in commit.Forgets)
        {
            _statements.Run(SqliteCommitSql.Forget, type, id, name);
        }

        foreach (var row in commit.Reminders)
        {
            _statements.Run(SqliteCommitSql.Remind, type, id, row.Name, row.Clock, row.DueAt, row.Schedule, row.Trace);
        }

        foreach (var recall in commit.Recalls)
        {
            if (recall.LoggedAt > 0)
            {
                _statements.Run(SqliteCommitSql.Withdraw, recall.Subject, recall.MessageId, recall.Destination, recall.LoggedAt, AttemptDetail.Withdrawn, now);
            }

            _statements.Run(SqliteCommitSql.Recall, recall.Subject, recall.MessageId, recall.Destination);
        }

        foreach (var resend in commit.Resends)
        {
            _statements.Run(SqliteCommitSql.Resend, resend.Subject, resend.MessageId, resend.DueAt, resend.Destination);
            _statements.Run(SqliteCommitSql.ProbeResent, resend.Subject, resend.MessageId, resend.Destination);
        }

        foreach (var row in commit.Sends)
        {
            _statements.Run(SqliteCommitSql.Send, row.Kind, row.Destination, row.Subject, row.MessageId, row.Topic, row.Body, row.Trace, row.Clock, row.CreatedAt, row.DueAt, row.DeadlineAt, row.Context);
        }

        WriteEvents(commit, now);
        foreach (var row in commit.Requests)
        {
            _statements.Run(SqliteCommitSql.Answer, type, id, row.Key, row.Fingerprint, row.Version, row.Schema, row.State, row.At, row.CreatedAt, now);
        }

        if (commit.ClockAhead is { } ahead)
        {
            _statements.Run(SqliteCommitSql.Clock, id, ahead);
        }

        return CommitOutcome.Committed;
    }

    private void WriteEvents(GrainCommit commit, long now)
    {
        foreach (var row in commit.Events)
        {
            _statements.Run(SqliteCommitSql.Log, commit.Id.Key, row.Sequence, row.Id, row.Type, row.Subject, row.At, row.Body, now);
        }

        foreach (var row in commit.Probes)
        {
            _statements.Run(SqliteCommitSql.Probe, row.Kind, row.Destination);
        }

        foreach (var row in commit.Drops)
        {
            _statements.Run(SqliteCommitSql.Drop, row.Kind, row.Destination);
            _statements.Run(SqliteCommitSql.Unpace, row.Kind, row.Destination);
        }

        foreach (var row in commit.Paces)
        {
            _statements.Run(SqliteCommitSql.Pace, row.Kind, row.Destination, row.State, row.HeldUntil, row.PerSecond);
        }
    }

    private bool MayCommit(GrainCommit commit)
    {
        var (type, id) = (commit.Id.Type, commit.Id.Key);
        return commit.Requests.TrueForAll(row => !_statements.Any(SqliteCommitSql.Answered, type, id, row.Key))
            && commit.Consumes.TrueForAll(consumed => consumed switch
            {
                Consumed.Reminder row => _statements.Any(SqliteCommitSql.Reminded, type, id, row.Name, row.DueAt),
                Consumed.Message row => _statements.Any(SqliteCommitSql.Sent, row.Sequence),
                _ => throw new ArgumentOutOfRangeException(nameof(commit)),
            });
    }

    /// <summary>The first write is fenced by the primary key, every other one by the version.</summary>
    private bool WriteGrain(GrainCommit commit)
    {
        var index = commit.Index;
        var environment = index.Environment.ToColumn();
        return commit.Expected > 0
            ? _statements.Run(
                SqliteCommitSql.Update, commit.Id.Type, commit.Id.Key, commit.Expected, commit.Version, commit.Schema, index.Owner, environment,
                index.Status, index.Party, index.Parent, commit.State, commit.Chain, commit.UpdatedAt) == 1
            : commit.Version == 0 || _statements.Run(
                SqliteCommitSql.Insert, commit.Id.Type, commit.Id.Key, commit.Version, commit.Schema, index.Owner, environment,
                index.Status, index.Party, index.Parent, commit.State, commit.Chain, commit.CreatedAt, commit.UpdatedAt) == 1;
    }

    /// <summary>A consumed reminder that the turn set anew is moved on by the upsert that follows.</summary>
    private void Consume(GrainCommit commit, Consumed consumed)
    {
        if (consumed is Consumed.Message message)
        {
            _statements.Run(SqliteCommitSql.Take, message.Sequence);
        }
        else if (consumed is Consumed.Reminder reminder && !commit.Reminders.Exists(row => row.Name == reminder.Name))
        {
            _statements.Run(SqliteCommitSql.Forget, commit.Id.Type, commit.Id.Key, reminder.Name);
        }
    }
}
