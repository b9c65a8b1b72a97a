using Actors.Runtime.Storage;
using Actors.Runtime.Turns;
using Npgsql;

namespace Actors.Bench.Stopwatch.Engine;

/// <summary>
/// The baseline: the same turns, each in a transaction of its own, as a careful program without an engine writes them:
/// three prepared statements in one round trip, on as many connections as help.
/// </summary>
internal sealed class OneByOneStore(ITurnStore inner, NpgsqlDataSource database) : CommitStore(inner)
{
    private const int Connections = 64;

    private const string Update = """
        UPDATE grain SET version = $4, schema = $5, owner = $6, environment = $7, status = $8, party = $9, parent = $10,
            state = $11, chain = $12, updated_at = $13
        WHERE type = $1 AND id = $2 AND version = $3
        """;

    private const string Insert = """
        INSERT INTO grain (type, id, version, schema, owner, environment, status, party, parent, state, chain, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string Journal = """
        INSERT INTO journal (type, id, version, turn, at, actor, command, request_id, trace, events, chain)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string Outbox = """
        INSERT INTO outbox (kind, destination, subject, message_id, topic, body, trace, clock, created_at, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
        """;

    /// <summary>A silo whose turns are each a transaction.</summary>
    public static async Task<BenchSilo> OpenAsync(BenchStore store, int callers)
    {
        var options = new RuntimeOptions { MaxBatch = 1, MaxCoalesced = 1, Committers = store.Postgres is null ? 1 : Math.Min(callers, Connections) };
        return store.Postgres is { } postgres
            ? await BenchSilo.OpenAsync(store, options, inner => new OneByOneStore(inner, Open(postgres)))
            : await BenchSilo.OpenAsync(store, options);
    }

    /// <summary>As many connections as help, prepared and without a reset at each use, as the engine has them.</summary>
    public static NpgsqlDataSource Open(string postgres) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres)
    {
        MaxPoolSize = Connections,
        NoResetOnClose = true,
        MaxAutoPrepare = 20,
        AutoPrepareMinUsages = 2,
    });

    public override async Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<GrainCommit> commits, CancellationToken cancellationToken)
    {
        var commit = commits.Single();
        var (index, isNew) = (commit.Index, commit.Expected == 0);
        await using var batch = database.CreateBatch();
        if (isNew)
        {
            Add(batch, Insert, commit.Id.Type, commit.Id.Key, commit.Version, commit.Schema, index.Owner, "production", index.Status,
                index.Party ?? "", index.Parent ?? "", commit.State, commit.Chain, commit.CreatedAt, commit.UpdatedAt);
        }
        else
        {
            Add(batch, Update, commit.Id.Type, commit.Id.Key, commit.Expected, commit.Version, commit.Schema, index.Owner, "production",
                index.Status, index.Party ?? "", index.Parent ?? "", commit.State, commit.Chain, commit.UpdatedAt);
        }

        foreach (var row in commit.Journal)
        {
            Add(batch, Journal, commit.Id.Type, commit.Id.Key, row.Version, row.Turn, row.At, row.Actor, row.Command, row.RequestId,
                row.Trace, row.Events, row.Chain);
        }

        foreach (var row in commit.Sends)
        {
            Add(batch, Outbox, row.Kind, row.Destination, row.Subject, row.MessageId, row.Topic, row.Body, row.Trace, row.Clock, row.CreatedAt);
        }

        // One batch is one transaction.
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return [CommitOutcome.Committed];
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
