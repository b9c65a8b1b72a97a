using Npgsql;
using NpgsqlTypes;

namespace Actors.Runtime.Storage.Postgres;

/// <summary>Turns a batch into array parameters: one round trip, whatever its size.</summary>
internal static class PostgresCommitParameters
{
    public static CommitParts Fill(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits, long storedAt)
    {
        var parts = CommitParts.None;
        foreach (var commit in commits)
        {
            parts |= commit.Expected > 0 ? CommitParts.Updates : commit.Version > 0 ? CommitParts.Inserts : CommitParts.None;
            parts |= commit.Journal.Count > 0 ? CommitParts.Journal : 0;
            parts |= commit.Sends.Count > 0 ? CommitParts.Sends : 0;
            parts |= commit.Reminders.Count > 0 ? CommitParts.Reminders : 0;
            parts |= commit.Requests.Count > 0 ? CommitParts.Requests : 0;
            parts |= commit.Forgets.Count + commit.Recalls.Count + commit.Resends.Count > 0 ? CommitParts.Removals : 0;
            parts |= commit.Consumes.Count > 0 ? CommitParts.Consumes : 0;
            parts |= commit.ClockAhead is not null ? CommitParts.Clocks : 0;
            parts |= commit.Events.Count > 0 ? CommitParts.Events : 0;
            parts |= commit.Probes.Count + commit.Resends.Count > 0 ? CommitParts.Probes | CommitParts.Destinations | CommitParts.Removals : 0;
            parts |= commit.Paces.Count + commit.Drops.Count > 0 ? CommitParts.Destinations : 0;
        }

        Grains(target, commits);
        AddIf(CommitParts.Journal, Journal);
        AddIf(CommitParts.Sends, Sends);
        AddIf(CommitParts.Reminders, Reminders);
        AddIf(CommitParts.Requests, (into, from) => Requests(into, from, storedAt));
        AddIf(CommitParts.Removals, (into, from) => Removals(into, from, storedAt));
        AddIf(CommitParts.Consumes, Consumes);
        AddIf(CommitParts.Clocks, Clocks);
        AddIf(CommitParts.Events, (into, from) => Events(into, from, storedAt));
        AddIf(CommitParts.Destinations, Destinations);
        AddIf(CommitParts.Probes, Probes);
        return parts;

        void AddIf(CommitParts part, Action<NpgsqlParameterCollection, IReadOnlyList<GrainCommit>> add)
        {
            if (parts.HasFlag(part))
            {
                add(target, commits);
            }
        }
    }

    private static void Grains(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        target.Texts("g_type", commits, c => c.Id.Type);
        target.Texts("g_id", commits, c => c.Id.Key);
        target.Longs("g_expected", commits, c => c.Expected);
        target.Longs("g_version", commits, c => c.Version);
        target.Ints("g_schema", commits, c => c.Schema);
        target.Texts("g_owner", commits, c => c.Index.Owner ?? "");
        target.Texts("g_environment", commits, c => c.Index.Environment.ToColumn());
        target.Texts("g_status", commits, c => c.Index.Status ?? "");
        target.Texts("g_party", commits, c => c.Index.Party ?? "");
        target.Texts("g_parent", commits, c => c.Index.Parent ?? "");
        target.Texts("g_state", commits, c => c.State);
        target.Bytes("g_chain", commits, c => c.Chain);
        target.Longs("g_created", commits, c => c.CreatedAt);
        target.Longs("g_updated", commits, c => c.UpdatedAt);
    }

    private static void Journal(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        var rows = Rows(commits, c => c.Journal);
        target.Longs("j_n", rows, r => r.N);
        target.Longs("j_version", rows, r => r.Row.Version);
        target.Bytes("j_turn", rows, r => r.Row.Turn);
        target.Longs("j_at", rows, r => r.Row.At);
        target.Texts("j_actor", rows, r => r.Row.Actor);
        target.Texts("j_command", rows, r => r.Row.Command);
        target.Texts("j_request", rows, r => r.Row.RequestId);
        target.Texts("j_trace", rows, r => r.Row.Trace);
        target.Texts("j_events", rows, r => r.Row.Events);
        target.Bytes("j_chain", rows, r => r.Row.Chain);
    }

    private static void Sends(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        var rows = Rows(commits, c => c.Sends);
        target.Longs("o_n", rows, r => r.N);
        target.Texts("o_kind", rows, r => r.Row.Kind);
        target.Texts("o_destination", rows, r => r.Row.Destination);
        target.Texts("o_subject", rows, r => r.Row.Subject);
        target.Texts("o_message", rows, r => r.Row.MessageId);
        target.Texts("o_topic", rows, r => r.Row.Topic);
        target.Texts("o_body", rows, r => r.Row.Body);
        target.Texts("o_trace", rows, r => r.Row.Trace);
        target.Texts("o_clock", rows, r => r.Row.Clock);
        target.Longs("o_created", rows, r => r.Row.CreatedAt);
        target.Longs("o_due", rows, r => r.Row.DueAt);
        target.Array("o_deadline", NpgsqlDbType.Bigint, rows, r => r.Row.DeadlineAt);
        target.Texts("o_context", rows, r => r.Row.Context);
    }

    private static void Reminders(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        var rows = Rows(commits, c => c.Reminders);
        target.Longs("r_n", rows, r => r.N);
        target.Texts("r_name", rows, r => r.Row.Name);
        target.Texts("r_clock", rows, r => r.Row.Clock);
        target.Longs("r_due", rows, r => r.Row.DueAt);
        target.Texts("r_schedule", rows, r => r.Row.Schedule);
        target.Texts("r_trace", rows, r => r.Row.Trace);
    }

    private static void Requests(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits, long storedAt)
    {
        var rows = Rows(commits, c => c.Requests);
        target.Longs("q_n", rows, r => r.N);
        target.Texts("q_type", rows, r => commits[(int)r.N - 1].Id.Type);
        target.Texts("q_id", rows, r => commits[(int)r.N - 1].Id.Key);
        target.Texts("q_key", rows, r => r.Row.Key);
        target.Texts("q_fingerprint", rows, r => r.Row.Fingerprint);
        target.Longs("q_version", rows, r => r.Row.Version);
        target.Ints("q_schema", rows, r => r.Row.Schema);
        target.Texts("q_state", rows, r => r.Row.State);
        target.Longs("q_at", rows, r => r.Row.At);
        target.Longs("q_created", rows, r => r.Row.CreatedAt);
        target.Longs("q_stored", rows, _ => storedAt);
    }

    private static void Removals(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits, long storedAt)
    {
        var forgets = Rows(commits, c => c.Forgets);
        target.Longs("f_n", forgets, r => r.N);
        target.Texts("f_name", forgets, r => r.Row);
        var recalls = Rows(commits, c => c.Recalls);
        target.Longs("x_n", recalls, r => r.N);
        target.Texts("x_subject", recalls, r => r.Row.Subject);
        target.Texts("x_message", recalls, r => r.Row.MessageId);
        target.Texts("x_destination", recalls, r => r.Row.Destination);
        target.Longs("x_logged", recalls, r => r.Row.LoggedAt);
        target.Longs("x_stored", recalls, _ => storedAt);
        var resends = Rows(commits, c => c.Resends);
        target.Longs("s_n", resends, r => r.N);
        target.Texts("s_subject", resends, r => r.Row.Subject);
        target.Texts("s_message", resends, r => r.Row.MessageId);
        target.Longs("s_due", resends, r => r.Row.DueAt);
        target.Texts("s_destination", resends, r => r.Row.Destination);
    }

    private static void Consumes(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        var rows = Rows(commits, c => c.Consumes);
        var reminders = rows.Where(r => r.Row is Consumed.Reminder).Select(r => (r.N, Row: (Consumed.Reminder)r.Row)).ToArray();
        target.Longs("cr_n", reminders, r => r.N);
        target.Texts("cr_type", reminders, r => commits[(int)r.N - 1].Id.Type);
        target.Texts("cr_id", reminders, r => commits[(int)r.N - 1].Id.Key);
        target.Texts("cr_name", reminders, r => r.Row.Name);
        target.Longs("cr_due", reminders, r => r.Row.DueAt);
        target.Array("cr_delete", NpgsqlDbType.Boolean, reminders, r => !commits[(int)r.N - 1].Reminders.Exists(s => s.Name == r.Row.Name));
        var messages = rows.Where(r => r.Row is Consumed.Message).Select(r => (r.N, Row: (Consumed.Message)r.Row)).ToArray();
        target.Longs("cm_n", messages, r => r.N);
        target.Longs("cm_seq", messages, r => r.Row.Sequence);
    }

    private static void Clocks(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        var rows = commits.Index().Where(c => c.Item.ClockAhead is not null).ToArray();
        target.Longs("k_n", rows, r => r.Index + 1);
        target.Longs("k_ahead", rows, r => r.Item.ClockAhead!.Value);
    }

    private static void Events(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits, long storedAt)
    {
        var rows = Rows(commits, c => c.Events);
        target.Longs("e_n", rows, r => r.N);
        target.Longs("e_seq", rows, r => r.Row.Sequence);
        target.Texts("e_id", rows, r => r.Row.Id);
        target.Texts("e_type", rows, r => r.Row.Type);
        target.Texts("e_subject", rows, r => r.Row.Subject);
        target.Longs("e_created", rows, r => r.Row.At);
        target.Longs("e_stored", rows, _ => storedAt);
        target.Texts("e_body", rows, r => r.Row.Body);
    }

    private static void Destinations(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        var drops = Rows(commits, c => c.Drops);
        target.Longs("d_n", drops, r => r.N);
        target.Texts("d_kind", drops, r => r.Row.Kind);
        target.Texts("d_destination", drops, r => r.Row.Destination);
        var paces = Rows(commits, c => c.Paces);
        target.Longs("p_n", paces, r => r.N);
        target.Texts("p_kind", paces, r => r.Row.Kind);
        target.Texts("p_destination", paces, r => r.Row.Destination);
        target.Texts("p_state", paces, r => r.Row.State);
        target.Longs("p_held", paces, r => r.Row.HeldUntil);
        target.Ints("p_rate", paces, r => r.Row.PerSecond);
    }

    private static void Probes(NpgsqlParameterCollection target, IReadOnlyList<GrainCommit> commits)
    {
        var probes = Rows(commits, c => c.Probes);
        target.Longs("h_n", probes, r => r.N);
        target.Texts("h_kind", probes, r => r.Row.Kind);
        target.Texts("h_destination", probes, r => r.Row.Destination);
    }

    /// <summary>All rows of one kind, each with the place of its grain in the batch (1 is the first, as ordinality counts).</summary>
    private static List<(long N, T Row)> Rows<T>(IReadOnlyList<GrainCommit> commits, Func<GrainCommit, List<T>> rows)
    {
        List<(long, T)> all = [];
        for (var i = 0; i < commits.Count; i++)
        {
            foreach (var row in rows(commits[i]))
            {
                all.Add((i + 1, row));
            }
        }

        return all;
    }
}
