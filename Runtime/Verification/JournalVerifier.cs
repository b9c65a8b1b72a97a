using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Runtime.Activations;
using Actors.Runtime.Storage;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Verification;

/// <summary>
/// Reads every journal beside its grain: versions are consecutive, each hash covers the one before, the last is the
/// grain's own, and replaying the events gives the stored state.
/// </summary>
internal sealed class JournalVerifier(Database database, GrainRegistry registry)
{
    private const int PageSize = 500;

    private const string GrainSql = """
        SELECT type, id, version, schema, state, chain, created_at, updated_at FROM grain
        WHERE (type, id) > (@type, @id) ORDER BY type, id LIMIT @limit
        """;

    private const string VersionSql = "SELECT version FROM grain WHERE type = @type AND id = @id";

    private const string JournalSql = """
        SELECT version, turn, at, actor, command, request_id, trace, events, chain FROM journal
        WHERE type = @type AND id = @id ORDER BY version
        """;

    private const string OrphanSql = """
        SELECT j.type, j.id, min(j.version) FROM journal j
        WHERE NOT EXISTS (SELECT 1 FROM grain g WHERE g.type = j.type AND g.id = j.id) GROUP BY j.type, j.id ORDER BY j.type, j.id
        """;

    public async IAsyncEnumerable<JournalProblem> VerifyAsync(VerifyCounts counts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = new GrainId("", "");
        while (true)
        {
            var page = await database.QueryAsync(
                GrainSql,
                [("type", last.Type), ("id", last.Key), ("limit", PageSize)],
                reader => new GrainRow(
                    new GrainId(reader.GetString(0), reader.GetString(1)), reader.GetInt64(2), reader.GetInt32(3), reader.GetString(4),
                    reader.GetFieldValue<byte[]>(5), reader.GetInt64(6), reader.GetInt64(7)),
                cancellationToken);
            foreach (var grain in page)
            {
                counts.Grains++;
                counts.Turns += grain.Version;
                foreach (var problem in await CheckAsync(grain, cancellationToken))
                {
                    yield return problem;
                }
            }

            if (page.Count < PageSize)
            {
                break;
            }

            last = page[^1].Id;
        }

        foreach (var (grain, version) in await database.QueryAsync(
            OrphanSql, [], reader => (new GrainId(reader.GetString(0), reader.GetString(1)), reader.GetInt64(2)), cancellationToken, unlimited: true))
        {
            yield return new JournalProblem(grain, version, "there is a journal but no grain");
        }
    }

    private async Task<List<JournalProblem>> CheckAsync(GrainRow grain, CancellationToken cancellationToken)
    {
        var journal = await JournalAsync(grain.Id, cancellationToken);
        List<JournalProblem> problems = [.. Check(grain, journal)];
        if (problems.Count == 0)
        {
            return problems;
        }

        // A silo may have written between the two reads: then the rows after the grain's version are simply younger.
        var versions = await database.QueryAsync(
            VersionSql, [("type", grain.Id.Type), ("id", grain.Id.Key)], reader => reader.GetInt64(0), cancellationToken);
        return versions is [var now] && now > grain.Version
            ? [.. Check(grain, [.. journal.Where(row => row.Version <= grain.Version)])]
            : problems;
    }

    private Task<List<JournalRow>> JournalAsync(GrainId grain, CancellationToken cancellationToken) => database.QueryAsync(
        JournalSql,
        [("type", grain.Type), ("id", grain.Key)],
        reader => new JournalRow(
            reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
            reader.GetString(6), reader.GetString(7), reader.GetFieldValue<byte[]>(8)),
        cancellationToken);

    private IEnumerable<JournalProblem> Check(GrainRow grain, List<JournalRow> journal)
    {
        byte[] chain = [];
        var (expected, sound) = (1L, true);
        foreach (var row in journal)
        {
            if (row.Version != expected)
            {
                sound = false;
                yield return new JournalProblem(grain.Id, expected, $"missing: the next row is version {row.Version}");
            }

            var hash = JournalChain.Next(
                chain, grain.Id, row.Version, row.Turn, row.At, row.Actor, row.Command, row.RequestId, row.Trace, row.Events);
            if (!hash.AsSpan().SequenceEqual(row.Chain) && row.Version == expected)
            {
                sound = false;
                yield return new JournalProblem(grain.Id, row.Version, "altered: its hash does not fit its content and the row before");
            }

            // Each break is named once: the walk goes on from what the row itself says.
            (chain, expected) = (row.Chain, row.Version + 1);
        }

        if (expected != grain.Version + 1)
        {
            sound = false;
            yield return new JournalProblem(grain.Id, expected, $"missing: the journal ends before version {grain.Version} of the grain");
        }
        else if (!chain.AsSpan().SequenceEqual(grain.Chain))
        {
            sound = false;
            yield return new JournalProblem(grain.Id, grain.Version, "altered: the journal's last hash is not the grain's");
        }

        if (sound && Replay(grain, journal) is { } difference)
        {
            yield return difference;
        }
    }

    private JournalProblem? Replay(GrainRow grain, List<JournalRow> journal)
    {
        if (registry.Find(grain.Id.Type) is not { } kind)
        {
            return new JournalProblem(grain.Id, grain.Version, "of a type that this version does not know");
        }

        try
        {
            var (replayed, stored) = kind.Replay(grain, journal);

            // Dictionaries may be written in another order than they were built.
            return JsonNode.DeepEquals(JsonNode.Parse(replayed), JsonNode.Parse(stored))
                ? null
                : new JournalProblem(grain.Id, grain.Version, "the stored state is not what the journal gives");
        }
        catch (Exception error) when (error is JsonException or StateUnreadableException or ArgumentException or InvalidOperationException)
        {
            return new JournalProblem(grain.Id, grain.Version, $"cannot be replayed: {error.Message}");
        }
    }
}
